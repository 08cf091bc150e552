"""The names of the package, which are read when they are asked for."""

import subprocess
import sys

import pytest

from paperreader import searching


def test_every_name_is_found_in_its_module() -> None:
    assert sorted(searching.__all__) == sorted(
        name for names in searching._PLACES.values() for name in names
    )
    for name in searching.__all__:
        assert getattr(searching, name) is getattr(searching, name)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        _ = searching.nonsense


def test_the_orders_alone_bring_no_engine() -> None:
    code = "import sys, paperreader.searching.sorting; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    modules = set(done.stdout.decode().split())
    ours = {name for name in modules if name.startswith("paperreader.searching.")}
    assert ours == {"paperreader.searching.sorting", "paperreader.searching.folding"}
    assert modules & {"rapidfuzz", "tantivy", "textual"} == set()
