"""The order of test files: on an empty cache every process would compile the kernels of physics for itself."""

FIRST = ("physics/test_simulate.py", "assets/test_catalogue.py")  # compiles them; takes as long, and needs none


def pytest_collection_modifyitems(items: list) -> None:
    def rank(item: object) -> int:
        return next((k for k, name in enumerate(FIRST) if item.path.as_posix().endswith(name)), len(FIRST))

    items.sort(key=rank)
