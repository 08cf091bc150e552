"""The store's specification, module by module."""
