"""Balls: radii, masses and rebounds as the sports' rules and makers give them.

Restitution is the root of the rebound over the drop: a basketball dropped from 1.8 m comes back to about
1.3 m, a tennis ball from 2.54 m to 1.40 m, a ping-pong ball from 305 mm to 250 mm.
"""

from setpiece.assets.thing import Thing

BALLS = {
    "ball": Thing("ball", "ball", "a plain rubber ball, 10 cm across", {"radius": 0.05}, {"body": "rubber"},
                  {"body": (0.45, 0.03, 0.02)}, words=("rubber_ball", "toy_ball", "playground_ball")),
    "bouncy_ball": Thing("ball", "ball", "a super ball, 4 cm across", {"radius": 0.02}, {"body": "rubber"},
                         {"body": (0.02, 0.30, 0.42)}, restitution=0.90,
                         words=("super_ball", "superball", "bouncing_ball", "rubber_bouncy_ball")),
    "sphere": Thing("ball", "ball", "a plain sphere, 20 cm across", {"radius": 0.1}, {"body": "plastic"},
                    words=("orb", "globe")),
    "marble": Thing("marble", "ball", "a glass marble with a coloured twist, 16 mm across", {"radius": 0.008},
                    words=("glass_marble",)),
    "ball_bearing": Thing("ball", "ball", "a polished steel ball, 2 cm across", {"radius": 0.01}, {"body": "chrome"},
                          words=("bearing_ball", "steel_ball", "metal_ball", "pinball", "bearing")),
    "cannonball": Thing("ball", "ball", "an iron ball of 12 pounds, 11.4 cm across", {"radius": 0.057},
                        {"body": "iron"}, words=("cannon_ball", "shot_put")),
    "soccer_ball": Thing("soccer_ball", "ball", "a football of 32 panels, 22 cm across", mass=0.43, restitution=0.80,
                         words=("football", "soccerball")),
    "basketball": Thing("basketball", "ball", "an orange basketball, 24 cm across", mass=0.62, restitution=0.85,
                        words=("basket_ball",)),
    "volleyball": Thing("volleyball", "ball", "a volleyball, 21 cm across", mass=0.27, restitution=0.75,
                        words=("volley_ball",)),
    "tennis_ball": Thing("tennis_ball", "ball", "a yellow felt ball, 6.7 cm across", mass=0.058, restitution=0.74),
    "golf_ball": Thing("golf_ball", "ball", "a dimpled white ball, 42.7 mm across", mass=0.0459, restitution=0.83,
                       words=("golfball",)),
    "baseball": Thing("baseball", "ball", "a white leather ball with red stitches, 7.4 cm across", mass=0.145,
                      restitution=0.55, words=("base_ball", "softball")),
    "cricket_ball": Thing("baseball", "ball", "a red leather ball, 7.2 cm across", {"radius": 0.036},
                          colors={"body": (0.28, 0.02, 0.02), "stitches": (0.7, 0.68, 0.62)}, mass=0.16,
                          restitution=0.55),
    "ping_pong_ball": Thing("ball", "ball", "a white celluloid ball, 4 cm across",
                            {"radius": 0.02, "thickness": 0.0004}, {"body": "celluloid"}, mass=0.0027,
                            restitution=0.90, words=("table_tennis_ball", "pingpong_ball", "ping-pong_ball")),
    "billiard_ball": Thing("billiard_ball", "ball", "a pool ball with a numbered stripe, 57 mm across",
                           {"radius": 0.0286}, mass=0.17, restitution=0.92, friction=0.2,
                           words=("pool_ball", "snooker_ball", "8_ball", "eight_ball")),
    "cue_ball": Thing("ball", "ball", "a white billiard ball, 57 mm across", {"radius": 0.0286}, {"body": "resin"},
                      mass=0.17, restitution=0.92, friction=0.2),
    "bowling_ball": Thing("bowling_ball", "ball", "a ball with three finger holes, 21.7 cm across", mass=6.8,
                          restitution=0.70, friction=0.2),
    "beach_ball": Thing("beach_ball", "ball", "a ball of coloured gores full of air, 40 cm across", mass=0.16,
                        restitution=0.60, words=("beachball",)),
    "american_football": Thing("american_football", "ball", "a pointed leather ball, 28 cm long", mass=0.41,
                               restitution=0.60, words=("rugby_ball", "gridiron_ball")),
    "snowball": Thing("rock", "ball", "a hand-pressed ball of snow, 8 cm across",
                      {"length": 0.08, "width": 0.08, "height": 0.08, "roughness": 0.06}, {"body": "snow"},
                      restitution=0.1, words=("snow_ball",)),
}  # fmt: skip
