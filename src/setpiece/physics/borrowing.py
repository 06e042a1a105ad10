"""Tables of arrays that compiled code sees without owning them.

Numba counts who refers to an array, by an atomic operation at every hand-over: kernels that hand sixty arrays on spent
more time counting than computing. An array without an owner is not counted. Whoever hands one in keeps it alive.
"""

from numba import types  # noqa: TID253
from numba.core import cgutils  # noqa: TID253
from numba.extending import intrinsic  # noqa: TID253


@intrinsic
def borrowed(_: object, table: object) -> object:
    """Return the same named tuple of arrays, none of which has an owner."""

    def generate(context: object, builder: object, signature: object, arguments: object) -> object:
        out = arguments[0]
        for index, kind in enumerate(signature.return_type.types):
            view = context.make_array(kind)(context, builder, builder.extract_value(out, index))
            view.meminfo = context.get_constant_null(types.MemInfoPointer(types.voidptr))
            view.parent = cgutils.get_null_value(view.parent.type)
            out = builder.insert_value(out, view._getvalue(), index)
        return out

    return table(table), generate
