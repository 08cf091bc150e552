"""The library's specification, module by module."""
