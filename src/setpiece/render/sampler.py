"""Random numbers that the samples of a pixel share evenly among themselves, in pairs.

Each pair is Sobol's two-dimensional sequence, its order and both its coordinates scrambled in Owen's way by hashes of
(seed, pixel, pair): Burley, "Practical Hash-based Owen Scrambling" (JCGT 9.4, 2020). Any 2^k samples in a row that
begin at a multiple of 2^k are stratified in every way that squares can be cut into 2^k rectangles, and a vertex of a
path finds new pairs by its depth. Nothing but the pixel and the sample's number goes in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import mitsuba as mi

GOLDEN = 0x9E3779B9  # 2^32 over the golden ratio, odd
PASCAL = ((0x55555555, 1), (0x33333333, 2), (0x0F0F0F0F, 4), (0x00FF00FF, 8), (0x0000FFFF, 16))


def key(seed: mi.UInt32, pixel: mi.UInt32) -> mi.UInt32:
    """Return the word from which all scrambling of a pixel is drawn."""
    import mitsuba as mi

    return mi.sample_tea_32(pixel, seed, 6)[0]


def pair(key: mi.UInt32, sample: mi.UInt32, number: mi.UInt32 | int) -> mi.Point2f:
    """Return a sample's point in [0, 1)^2 of the pair that has this number."""
    import drjit as dr
    import mitsuba as mi

    order = _mixed(key + mi.UInt32(number) * (3 * GOLDEN & 0xFFFFFFFF))
    across, down = _mixed(order + GOLDEN), _mixed(order + (2 * GOLDEN & 0xFFFFFFFF))

    # Sobol's first coordinate is the index's bits reversed; the second is those times Pascal's triangle mod 2.
    first = _permuted(dr.brev(sample), order)
    second = first
    for mask, shift in PASCAL:
        second = second ^ ((second & mask) << shift)
    return mi.Point2f(*(fraction(dr.brev(_permuted(dr.brev(x), way))) for x, way in ((first, across), (second, down))))


def apart(x: mi.UInt32, y: mi.UInt32) -> mi.Float:
    """Return a number in [0, 1) for the pixel in column x of row y: those of pixels near one another are spread evenly.

    Roberts' lattice: multiples of 1 / p and 1 / p^2, where p^3 = p + 1, modulo 1.
    """
    return fraction(x * 0xC13FA9A9 + y * 0x91E10DA6)


def _permuted(bits: mi.UInt32, seed: mi.UInt32) -> mi.UInt32:
    """Return bits each flipped by what is below it and the seed (Laine and Karras 2011, with Burley's constants)."""
    bits = bits + seed
    for factor in (0x6C50B47C, 0xB82F1E52, 0xC7AFE638, 0x8D22F6E6):
        bits = bits ^ (bits * factor)
    return bits


def _mixed(word: mi.UInt32) -> mi.UInt32:
    """Return a word of which every bit depends on every bit (Wellons 2018, "lowbias32")."""
    word = (word ^ (word >> 16)) * 0x7FEB352D
    word = (word ^ (word >> 15)) * 0x846CA68B
    return word ^ (word >> 16)


def fraction(word: mi.UInt32) -> mi.Float:
    """Return the word's first 24 bits as a number in [0, 1)."""
    import mitsuba as mi

    return mi.Float(word >> 8) * 2.0**-24
