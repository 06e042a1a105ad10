"""One table of materials for physics, picture and sound; and what happens between two of them.

Sources: densities, moduli and Poisson's ratios are textbook values (CRC Handbook, Ashby); friction is dry and
sliding against a like surface; restitution is against a hard massive floor at about 2 m/s; loss factors are
those of vibrating pieces (Cremer & Heckl). Strengths are those of used pieces under blows of a millisecond, for glass
three times its static one because corrosion has no time to help (Wiederhorn 1967); toughness is the energy of a
crack's area, K_Ic^2 / E (Lawn 1993), of wood across its grain after Ashby (1985), of brickwork both of its joints
(van der Pluijm 1992). Colours are linear Rec. 709 albedos.
"""

from dataclasses import dataclass, replace
from math import sqrt

Rgb = tuple[float, float, float]


@dataclass(frozen=True)
class Material:
    """Bulk and surface of one substance."""

    density: float  # kg/m3
    friction: float  # Coulomb coefficient
    restitution: float
    youngs_modulus: float  # Pa
    poisson: float
    loss_factor: float  # eta: fraction of energy lost per radian of vibration
    color: Rgb  # albedo, or specular reflectance of a metal
    roughness: float  # GGX, perceptual: alpha = roughness squared
    ior: float = 1.5
    kind: str = "opaque"  # opaque | metal | clear (refracts) | emissive
    texture: str = ""  # a pattern of render.textures, at true scale; "" is plain
    hardness: float = 1.0  # 0..1: how bright the click of a contact is
    strength: float = 0.0  # Pa in tension under a blow; 0: it does not break
    toughness: float = 0.0  # J/m2 of crack: what breaking costs
    depth: float = 0.0  # m of clear matter that have the colour; 0: so have any two of its surfaces


GIGA, MEGA = 1e9, 1e6

SIZES = ("", "_large", "_huge")  # of models, as the names of what clay and paper ones are made of end

_TABLE: dict[str, Material] = {
    "wood": Material(700, 0.45, 0.55, 11 * GIGA, 0.30, 1.8e-2, (0.36, 0.20, 0.10), 0.45, texture="wood"),
    "oak": Material(750, 0.45, 0.57, 12 * GIGA, 0.30, 1.6e-2, (0.42, 0.26, 0.13), 0.45, texture="wood"),
    "dark_wood": Material(800, 0.45, 0.57, 12 * GIGA, 0.30, 1.6e-2, (0.13, 0.06, 0.03), 0.35, texture="wood"),
    "weathered_wood": Material(
        650, 0.50, 0.50, 9 * GIGA, 0.30, 2.2e-2, (0.235, 0.200, 0.160), 0.80, texture="weathered_wood"
    ),
    "plywood": Material(600, 0.45, 0.50, 8 * GIGA, 0.30, 2.5e-2, (0.55, 0.38, 0.20), 0.55, texture="wood"),
    "bamboo": Material(650, 0.40, 0.55, 15 * GIGA, 0.30, 1.4e-2, (0.55, 0.42, 0.18), 0.40, texture="wood"),
    "cork": Material(200, 0.60, 0.55, 0.02 * GIGA, 0.05, 1.5e-1, (0.45, 0.27, 0.13), 0.85, texture="speckle"),
    "glass": Material(2500, 0.40, 0.88, 62 * GIGA, 0.20, 1.5e-3, (0.98, 0.99, 0.98), 0.0, 1.52, kind="clear"),
    "frosted_glass": Material(2500, 0.40, 0.88, 62 * GIGA, 0.20, 1.5e-3, (0.9, 0.95, 0.93), 0.35, 1.52, kind="clear"),
    "crystal": Material(3100, 0.40, 0.88, 60 * GIGA, 0.21, 8e-4, (0.99, 0.99, 0.99), 0.0, 1.62, kind="clear"),
    "ice": Material(917, 0.05, 0.40, 9 * GIGA, 0.33, 1e-2, (0.92, 0.97, 1.0), 0.08, 1.31, kind="clear"),
    "mirror": Material(2500, 0.40, 0.88, 62 * GIGA, 0.20, 1.5e-3, (0.95, 0.95, 0.95), 0.0, kind="metal"),
    "dark_mirror": Material(2500, 0.40, 0.88, 62 * GIGA, 0.20, 1.5e-3, (0.13, 0.135, 0.145), 0.02, kind="metal"),
    "dark_glass": Material(2500, 0.40, 0.88, 62 * GIGA, 0.20, 1.5e-3, (0.012, 0.014, 0.016), 0.02, 1.52),
    "steel": Material(7850, 0.40, 0.92, 200 * GIGA, 0.29, 4e-4, (0.56, 0.57, 0.58), 0.18, kind="metal"),
    "brushed_metal": Material(
        7850, 0.40, 0.90, 200 * GIGA, 0.29, 6e-4, (0.55, 0.55, 0.56), 0.35, kind="metal", texture="brushed"
    ),
    "iron": Material(7200, 0.45, 0.80, 110 * GIGA, 0.27, 2e-3, (0.30, 0.29, 0.28), 0.45, kind="metal"),
    "weathered_iron": Material(
        7200, 0.45, 0.80, 110 * GIGA, 0.27, 2e-3, (0.135, 0.105, 0.085), 0.55, texture="weathered_iron"
    ),
    "rusty_iron": Material(7200, 0.60, 0.70, 110 * GIGA, 0.27, 4e-3, (0.26, 0.10, 0.04), 0.85, texture="rust"),
    "chrome": Material(7190, 0.35, 0.92, 200 * GIGA, 0.29, 4e-4, (0.55, 0.56, 0.57), 0.03, kind="metal"),
    "aluminium": Material(2700, 0.40, 0.75, 69 * GIGA, 0.33, 8e-4, (0.91, 0.92, 0.92), 0.25, kind="metal"),
    "copper": Material(8960, 0.40, 0.70, 120 * GIGA, 0.34, 2e-3, (0.95, 0.64, 0.54), 0.22, kind="metal"),
    "brass": Material(8500, 0.40, 0.75, 100 * GIGA, 0.34, 1e-3, (0.89, 0.68, 0.33), 0.20, kind="metal"),
    "bronze": Material(8800, 0.40, 0.75, 105 * GIGA, 0.34, 1e-3, (0.71, 0.49, 0.26), 0.28, kind="metal"),
    "gold": Material(19300, 0.40, 0.55, 79 * GIGA, 0.42, 3e-3, (1.0, 0.71, 0.29), 0.15, kind="metal"),
    "silver": Material(10490, 0.40, 0.60, 83 * GIGA, 0.37, 2e-3, (0.97, 0.96, 0.91), 0.12, kind="metal"),
    "tin": Material(7290, 0.40, 0.45, 50 * GIGA, 0.36, 5e-3, (0.72, 0.72, 0.71), 0.30, kind="metal"),
    "zinc": Material(7140, 0.40, 0.55, 100 * GIGA, 0.25, 3e-3, (0.60, 0.62, 0.64), 0.40, kind="metal"),
    "nickel": Material(8900, 0.40, 0.80, 200 * GIGA, 0.31, 1e-3, (0.66, 0.61, 0.53), 0.15, kind="metal"),
    "titanium": Material(4500, 0.40, 0.85, 110 * GIGA, 0.34, 1e-3, (0.54, 0.50, 0.45), 0.25, kind="metal"),
    "platinum": Material(21450, 0.40, 0.60, 170 * GIGA, 0.38, 3e-3, (0.67, 0.64, 0.58), 0.12, kind="metal"),
    "tungsten": Material(19300, 0.40, 0.80, 400 * GIGA, 0.28, 1e-3, (0.50, 0.50, 0.49), 0.30, kind="metal"),
    "jade": Material(3300, 0.40, 0.80, 90 * GIGA, 0.25, 3e-3, (0.10, 0.36, 0.18), 0.15),
    "birch": Material(640, 0.45, 0.56, 13 * GIGA, 0.30, 1.6e-2, (0.62, 0.47, 0.29), 0.45, texture="wood"),
    "lead": Material(11340, 0.50, 0.20, 16 * GIGA, 0.44, 5e-2, (0.30, 0.30, 0.32), 0.55, kind="metal"),
    "ceramic": Material(2300, 0.40, 0.75, 65 * GIGA, 0.25, 4e-3, (0.80, 0.79, 0.76), 0.12),
    "porcelain": Material(2400, 0.40, 0.80, 70 * GIGA, 0.23, 2e-3, (0.86, 0.85, 0.82), 0.08),
    "terracotta": Material(1900, 0.55, 0.60, 20 * GIGA, 0.22, 1e-2, (0.50, 0.19, 0.09), 0.80, texture="speckle"),
    "clay": Material(1800, 0.60, 0.15, 0.05 * GIGA, 0.40, 2e-1, (0.42, 0.28, 0.20), 0.90),
    **{
        f"plasticine{size}": Material(1700, 0.60, 0.15, 0.05 * GIGA, 0.40, 2e-1, (0.42, 0.28, 0.20), 0.60,
                                      texture=f"kneaded{size}")
        for size in SIZES
    },
    **{
        f"cut_paper{size}": Material(800, 0.45, 0.25, 2 * GIGA, 0.30, 8e-2, (0.80, 0.79, 0.75), 0.95, hardness=0.3,
                                     texture=f"fibres{size}")
        for size in SIZES
    },
    "stone": Material(2650, 0.60, 0.85, 50 * GIGA, 0.25, 8e-3, (0.36, 0.34, 0.31), 0.75, texture="sandstone"),
    "paving": Material(2650, 0.60, 0.85, 50 * GIGA, 0.25, 8e-3, (0.36, 0.34, 0.31), 0.75, texture="flagstone"),
    "granite": Material(2700, 0.55, 0.87, 55 * GIGA, 0.25, 6e-3, (0.30, 0.29, 0.28), 0.35, texture="speckle"),
    "rock": Material(2650, 0.70, 0.60, 50 * GIGA, 0.25, 1e-2, (0.28, 0.26, 0.23), 0.90, texture="rock"),
    "alpine": Material(2650, 0.70, 0.60, 50 * GIGA, 0.25, 1e-2, (0.50, 0.513, 0.534), 0.90, texture="alpine"),
    "marble": Material(2700, 0.45, 0.87, 55 * GIGA, 0.25, 5e-3, (0.82, 0.80, 0.77), 0.15, texture="marble"),
    "concrete": Material(2400, 0.65, 0.80, 30 * GIGA, 0.20, 1.5e-2, (0.42, 0.41, 0.39), 0.85, texture="concrete"),
    "brick": Material(1900, 0.65, 0.65, 15 * GIGA, 0.20, 1.5e-2, (0.38, 0.13, 0.08), 0.85, texture="clay_brick"),
    "brickwork": Material(1900, 0.65, 0.65, 15 * GIGA, 0.20, 1.5e-2, (0.38, 0.13, 0.08), 0.85, texture="brickwork"),
    "mortar": Material(1800, 0.70, 0.30, 8 * GIGA, 0.20, 2.5e-2, (0.50, 0.47, 0.42), 0.92, texture="concrete"),
    "plaster": Material(1200, 0.55, 0.50, 5 * GIGA, 0.20, 3e-2, (0.74, 0.71, 0.66), 0.90, texture="plaster"),
    "tiles": Material(2300, 0.45, 0.80, 60 * GIGA, 0.25, 5e-3, (0.70, 0.68, 0.64), 0.15, texture="tiles"),
    "parquet": Material(750, 0.45, 0.57, 12 * GIGA, 0.30, 1.6e-2, (0.42, 0.26, 0.13), 0.40, texture="planks"),
    "roof_tiles": Material(2000, 0.60, 0.60, 20 * GIGA, 0.22, 1e-2, (0.34, 0.11, 0.06), 0.80, texture="roof_tiles"),
    "asphalt": Material(2300, 0.75, 0.60, 3 * GIGA, 0.35, 8e-2, (0.055, 0.055, 0.058), 0.90, texture="asphalt"),
    "lit_lawn": Material(1300, 0.55, 0.40, 0.005 * GIGA, 0.30, 5e-1, (0.085, 0.12, 0.04), 1.0, hardness=0.05,
                         texture="lit_lawn"),
    "lit_room": Material(2500, 0.40, 0.80, 60 * GIGA, 0.22, 5e-3, (0.05, 0.05, 0.05), 0.80, texture="lit_room"),
    "shop_shelves": Material(700, 0.45, 0.55, 11 * GIGA, 0.30, 1.8e-2, (0.12, 0.10, 0.08), 0.80,
                             texture="shop_shelves"),
    "shop_goods": Material(700, 0.45, 0.55, 11 * GIGA, 0.30, 1.8e-2, (0.20, 0.18, 0.15), 0.80, texture="shop_goods"),
    "flat_roof": Material(1100, 0.45, 0.80, 0.05 * GIGA, 0.40, 1e-1, (0.16, 0.155, 0.15), 0.95, texture="flat_roof"),
    "marked_road": Material(2300, 0.75, 0.60, 3 * GIGA, 0.35, 8e-2, (0.078, 0.076, 0.074), 0.90, texture="marked_road"),
    "crossing_asphalt": Material(2300, 0.75, 0.60, 3 * GIGA, 0.35, 8e-2, (0.078, 0.076, 0.074), 0.90,
                              texture="road_crossing"),
    "floodlit_stone": Material(2400, 0.60, 0.60, 30 * GIGA, 0.25, 5e-2, (0.46, 0.42, 0.35), 0.90, texture="floodlit"),
    "curtain_wall": Material(2500, 0.40, 0.80, 60 * GIGA, 0.22, 5e-3, (0.10, 0.11, 0.12), 0.80, texture="curtain_wall"),
    "window_front": Material(2400, 0.60, 0.80, 30 * GIGA, 0.20, 1.5e-2, (0.36, 0.31, 0.25), 0.90,
                             texture="window_front"),
    "pier_front": Material(2400, 0.60, 0.80, 30 * GIGA, 0.20, 1.5e-2, (0.36, 0.31, 0.25), 0.90, texture="pier_front"),
    "ribbon_windows": Material(2400, 0.60, 0.80, 30 * GIGA, 0.20, 1.5e-2, (0.34, 0.33, 0.31), 0.85,
                               texture="ribbon_windows"),
    "shop_fronts": Material(2500, 0.50, 0.80, 60 * GIGA, 0.22, 5e-3, (0.20, 0.18, 0.17), 0.80, texture="shop_fronts"),
    "gravel": Material(1700, 0.80, 0.15, 0.05 * GIGA, 0.30, 3e-1, (0.33, 0.31, 0.28), 0.95, texture="gravel"),
    "rubber": Material(1100, 0.90, 0.80, 0.005 * GIGA, 0.49, 2e-1, (0.04, 0.04, 0.04), 0.70, hardness=0.3),
    "open_foam": Material(60, 0.60, 0.35, 0.001 * GIGA, 0.30, 5e-1, (0.75, 0.72, 0.62), 0.95, hardness=0.05,
                       texture="pores"),
    "foam": Material(60, 0.60, 0.35, 0.001 * GIGA, 0.30, 5e-1, (0.75, 0.72, 0.62), 0.95, hardness=0.05),
    "plastic": Material(1050, 0.35, 0.70, 2.5 * GIGA, 0.38, 4e-2, (0.75, 0.74, 0.72), 0.30, 1.49, hardness=0.7),
    "vinyl": Material(1050, 0.35, 0.70, 2.5 * GIGA, 0.38, 4e-2, (0.75, 0.74, 0.72), 0.30, 1.49, hardness=0.7,
                      texture="scuffed"),
    "acrylic": Material(1190, 0.40, 0.70, 3.2 * GIGA, 0.37, 3e-2, (0.97, 0.98, 0.98), 0.0, 1.49, kind="clear"),
    "perfume_oil": Material(810, 0.40, 0.30, 2.2 * GIGA, 0.49, 5e-1, (0.86, 0.36, 0.06), 0.0, 1.36, kind="clear",
                        depth=0.018),
    "pale_wine": Material(990, 0.05, 0.10, 2.2 * GIGA, 0.49, 5e-1, (0.94, 0.87, 0.50), 0.0, 1.34, kind="clear",
                           depth=0.10),
    "ruby_wine": Material(990, 0.05, 0.10, 2.2 * GIGA, 0.49, 5e-1, (0.42, 0.012, 0.022), 0.0, 1.34, kind="clear",
                           depth=0.035),
    "poured_water": Material(1000, 0.05, 0.10, 2.2 * GIGA, 0.49, 5e-1, (0.95, 0.98, 0.99), 0.0, 1.33, kind="clear",
                             depth=0.30),
    "pressed_juice": Material(1045, 0.05, 0.10, 2.2 * GIGA, 0.49, 5e-1, (0.83, 0.36, 0.018), 0.05, 1.35),
    "poured_milk": Material(1030, 0.05, 0.10, 2.2 * GIGA, 0.49, 5e-1, (0.86, 0.84, 0.77), 0.05, 1.35),
    "steeped_tea": Material(1000, 0.05, 0.10, 2.2 * GIGA, 0.49, 5e-1, (0.17, 0.045, 0.008), 0.04, 1.33),
    "brewed_coffee": Material(1000, 0.05, 0.10, 2.2 * GIGA, 0.49, 5e-1, (0.020, 0.008, 0.004), 0.04, 1.33),
    "celluloid": Material(1400, 0.40, 0.90, 2 * GIGA, 0.38, 2e-2, (0.86, 0.85, 0.82), 0.35, hardness=0.8),
    "resin": Material(1700, 0.30, 0.90, 6 * GIGA, 0.35, 1e-2, (0.80, 0.76, 0.66), 0.06),
    "paint": Material(1200, 0.40, 0.60, 3 * GIGA, 0.35, 3e-2, (0.70, 0.70, 0.70), 0.25),
    "car_paint": Material(7850, 0.40, 0.50, 200 * GIGA, 0.29, 1e-2, (0.10, 0.12, 0.50), 0.08),
    "leather": Material(950, 0.60, 0.60, 0.05 * GIGA, 0.40, 1.5e-1, (0.24, 0.10, 0.04), 0.50, hardness=0.3,
                        texture="leather"),
    "felt": Material(300, 0.70, 0.40, 0.002 * GIGA, 0.10, 4e-1, (0.045, 0.135, 0.065), 0.98, hardness=0.08,
                     texture="fabric"),
    "fabric": Material(400, 0.65, 0.25, 0.001 * GIGA, 0.10, 5e-1, (0.45, 0.42, 0.38), 0.98, hardness=0.05,
                       texture="fabric"),
    "wool": Material(250, 0.65, 0.25, 0.001 * GIGA, 0.10, 5e-1, (0.45, 0.42, 0.38), 1.0, hardness=0.05,
                     texture="knit"),
    "carpet": Material(300, 0.70, 0.30, 0.0008 * GIGA, 0.10, 5e-1, (0.32, 0.14, 0.12), 1.0, hardness=0.05,
                       texture="carpet"),
    "paper": Material(800, 0.45, 0.25, 2 * GIGA, 0.30, 8e-2, (0.80, 0.79, 0.75), 0.90, hardness=0.3),
    "cardboard": Material(250, 0.50, 0.30, 0.5 * GIGA, 0.30, 1e-1, (0.45, 0.30, 0.17), 0.92, hardness=0.25,
                          texture="cardboard"),
    "wax": Material(900, 0.45, 0.35, 0.2 * GIGA, 0.40, 1e-1, (0.86, 0.82, 0.72), 0.40, hardness=0.3),
    "bone": Material(1900, 0.40, 0.75, 17 * GIGA, 0.30, 1e-2, (0.82, 0.78, 0.66), 0.35),
    "grass": Material(1300, 0.55, 0.40, 0.005 * GIGA, 0.30, 5e-1, (0.09, 0.17, 0.035), 1.0, hardness=0.05,
                      texture="grass"),
    "soil": Material(1500, 0.70, 0.20, 0.01 * GIGA, 0.30, 5e-1, (0.16, 0.10, 0.06), 1.0, hardness=0.08,
                     texture="soil"),
    "sand": Material(1600, 0.60, 0.10, 0.01 * GIGA, 0.30, 5e-1, (0.53, 0.43, 0.30), 1.0, hardness=0.05,
                     texture="sand"),
    "snow": Material(300, 0.10, 0.10, 0.001 * GIGA, 0.10, 6e-1, (0.82, 0.86, 0.91), 0.80, hardness=0.02,
                     texture="snow"),
    "sea": Material(1025, 0.05, 0.10, 2.2 * GIGA, 0.49, 5e-1, (0.015, 0.045, 0.06), 0.12, 1.33, hardness=0.05,
                    texture="water"),
    "quay_water": Material(1000, 0.05, 0.10, 2.2 * GIGA, 0.49, 5e-1, (0.02, 0.035, 0.035), 0.10, 1.33, hardness=0.05,
                      texture="still_water"),
    "sea_foam": Material(100, 0.05, 0.05, 0.001 * GIGA, 0.40, 5e-1, (0.43, 0.48, 0.48), 0.45, 1.33, hardness=0.02,
                     texture="surf"),
    "swash_sand": Material(1900, 0.55, 0.05, 0.01 * GIGA, 0.30, 5e-1, (0.33, 0.265, 0.185), 0.50, 1.33, hardness=0.05,
                     texture="strand"),
    "wave_face": Material(1025, 0.05, 0.10, 2.2 * GIGA, 0.49, 5e-1, (0.040, 0.080, 0.085), 0.14, 1.33, hardness=0.05,
                    texture="wave_face"),
    "swash_foam": Material(100, 0.05, 0.05, 0.001 * GIGA, 0.40, 5e-1, (0.50, 0.49, 0.47), 0.40, 1.33, hardness=0.02,
                     texture="swash"),
    "leaves": Material(400, 0.50, 0.15, 0.01 * GIGA, 0.30, 5e-1, (0.07, 0.15, 0.03), 0.85, hardness=0.05,
                       texture="leaves"),
    "bark": Material(500, 0.70, 0.45, 1 * GIGA, 0.30, 8e-2, (0.13, 0.08, 0.05), 0.95, texture="bark"),
    "fruit": Material(850, 0.45, 0.40, 0.005 * GIGA, 0.35, 3e-1, (0.50, 0.05, 0.03), 0.24, hardness=0.15,
                      texture="peel"),
    "crust": Material(450, 0.50, 0.30, 0.004 * GIGA, 0.35, 4e-1, (0.42, 0.20, 0.05), 0.58, hardness=0.15,
                      texture="peel"),
    "rolled_pastry": Material(280, 0.50, 0.20, 0.003 * GIGA, 0.35, 4e-1, (0.44, 0.180, 0.040), 0.28, hardness=0.1,
                       texture="laminated"),
    "fur": Material(1000, 0.60, 0.30, 0.0005 * GIGA, 0.45, 6e-1, (0.30, 0.18, 0.09), 0.95, hardness=0.05,
                    texture="fur"),
    "feathers": Material(900, 0.50, 0.25, 0.0005 * GIGA, 0.40, 6e-1, (0.30, 0.26, 0.22), 0.85, hardness=0.05,
                         texture="fur"),
    "hide": Material(1050, 0.60, 0.30, 0.001 * GIGA, 0.45, 5e-1, (0.20, 0.18, 0.165), 0.80, hardness=0.08,
                     texture="hide"),
    "skin": Material(1020, 0.70, 0.30, 0.0005 * GIGA, 0.45, 6e-1, (0.50, 0.27, 0.19), 0.55, 1.40, hardness=0.05),
    "hair": Material(1300, 0.40, 0.25, 0.001 * GIGA, 0.40, 6e-1, (0.05, 0.03, 0.018), 0.60, hardness=0.05,
                     texture="fur"),
    "flame": Material(1, 0.0, 0.0, 1.0, 0.0, 1.0, (1.0, 0.55, 0.18), 1.0, kind="emissive"),
    "lamp_glow": Material(2500, 0.40, 0.70, 62 * GIGA, 0.20, 1.5e-3, (1.0, 0.82, 0.56), 1.0, kind="emissive"),
}  # fmt: skip

_BREAKS: dict[str, tuple[float, float]] = {  # strength (MPa), toughness (J/m2) of what can break
    **dict.fromkeys(("glass", "frosted_glass", "mirror", "dark_mirror", "dark_glass"), (150, 8)),
    "brickwork": (0.6, 60),
    "crystal": (110, 7),
    "ice": (3, 2),
    "ceramic": (90, 30),
    "porcelain": (120, 25),
    "terracotta": (18, 20),
    "bone": (30, 100),  # and shells of eggs
    "wood": (70, 10000),
    "plywood": (40, 8000),
    **dict.fromkeys(("oak", "dark_wood"), (90, 12000)),
}

WET = "wet_"
_WET = ("sand", "asphalt", "stone", "paving", "concrete", "tiles", "parquet", "wood", "brick", "brickwork")  # grounds

MATERIALS: dict[str, Material] = {
    name: replace(material, strength=_BREAKS[name][0] * MEGA, toughness=float(_BREAKS[name][1]))
    if name in _BREAKS
    else material
    for name, material in _TABLE.items()
}


def wet_color(color: Rgb) -> Rgb:
    """Return an albedo under a film of water.

    Light that the film turns back in falls on the ground once more, which halves what a middling albedo throws back
    (Lekner and Dorf 1988).
    """
    r, g, b = (0.5 * c * (1.0 + c) for c in color)
    return r, g, b


def wet(name: str) -> str | None:
    """Return the name of a ground with rain on it; None of what is not known wet."""
    return name if name.startswith(WET) else WET + name if name in _WET else None


def dry(name: str) -> str:
    """Return the name of a ground, or of its pattern, as it is when it is dry."""
    return name.removeprefix(WET)


def _wetted(bare: Material) -> Material:
    """Return a ground with rain on it: dark, smooth as the film of water, and slippery.

    Rubber on wet roads keeps 0.7 of its friction.
    """
    texture = WET + bare.texture if bare.roughness > 0.5 else bare.texture
    return replace(
        bare, friction=0.7 * bare.friction, color=wet_color(bare.color), roughness=max(0.08, 0.28 * bare.roughness),
        ior=1.33, texture=texture,
    )  # fmt: skip


MATERIALS |= {WET + name: _wetted(MATERIALS[name]) for name in _WET}


def pair_friction(a: float, b: float) -> float:
    """Return the Coulomb coefficient between two surfaces: the geometric mean of their own."""
    return sqrt(a * b)


def pair_restitution(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the restitution of two bodies, each given as (restitution, Young's modulus in Pa).

    Energy is stored in proportion to compliance, so each loses its own share of it (Tabor 1948):
    ``e^2 = (e_a^2 / E_a + e_b^2 / E_b) / (1 / E_a + 1 / E_b)``. The softer of the two decides.
    """
    (ea, stiff_a), (eb, stiff_b) = a, b
    return sqrt((ea * ea * stiff_b + eb * eb * stiff_a) / (stiff_a + stiff_b))
