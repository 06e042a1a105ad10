"""Renders the scene of ``bench/render.py`` with Cycles: run by a Python 3.11 that has ``bpy``, not by Setpiece's own.

    python bench/blender.py SCENE.npz OUT SPP,SPP,... REFERENCE_SPP

Writes OUT/<spp>.exr for each and prints one line of JSON: seconds per frame by samples, the scene kept between frames.
"""

import json
import sys
import time
from pathlib import Path

import bpy
import numpy as np
from mathutils import Matrix, Vector


def built(scene: bpy.types.Scene, file: dict) -> None:
    rows = json.loads(str(file["rows"]))
    for k, row in enumerate(rows):
        mesh = bpy.data.meshes.new(f"mesh_{k}")
        mesh.from_pydata(file[f"vertices_{k}"].tolist(), [], file[f"faces_{k}"].tolist())
        mesh.polygons.foreach_set("use_smooth", [True] * len(mesh.polygons))
        mesh.normals_split_custom_set_from_vertices(file[f"normals_{k}"].tolist())
        thing = bpy.data.objects.new(f"thing_{k}", mesh)
        thing.data.materials.append(material(k, row))
        scene.collection.objects.link(thing)
    sun = bpy.data.lights.new("sun", "SUN")
    sun.energy, sun.angle = float(file["sun"]), 2.0 * float(file["sun_radius"])
    lamp = bpy.data.objects.new("sun", sun)
    lamp.rotation_euler = (-Vector(file["sun_direction"].tolist())).to_track_quat("-Z", "Y").to_euler()
    scene.collection.objects.link(lamp)
    scene.world = bpy.data.worlds.new("sky")
    scene.world.use_nodes = True
    background = next(node for node in scene.world.node_tree.nodes if node.type == "BACKGROUND")
    background.inputs["Color"].default_value = (*file["sky"].tolist(), 1.0)


def material(k: int, row: dict) -> bpy.types.Material:
    made = bpy.data.materials.new(f"material_{k}")
    made.use_nodes = True
    node = next(node for node in made.node_tree.nodes if node.type == "BSDF_PRINCIPLED")
    node.inputs["Base Color"].default_value = (*row["color"], 1.0)
    node.inputs["Roughness"].default_value = row["roughness"]
    node.inputs["Metallic"].default_value = float(row["metallic"])
    node.inputs["IOR"].default_value = row["ior"]
    node.inputs["Transmission Weight"].default_value = float(row["clear"])
    if not row["gloss"] and not row["clear"]:
        node.inputs["Specular IOR Level"].default_value = 0.0
    return made


def prepared(scene: bpy.types.Scene, file: dict) -> None:
    camera = bpy.data.cameras.new("camera")
    camera.sensor_width, camera.lens = 36.0, 36.0 * float(file["focal"])
    eye = bpy.data.objects.new("camera", camera)
    eye.matrix_world = Matrix((file["world_from_camera"] @ np.diag([1.0, -1.0, -1.0, 1.0])).tolist())
    scene.collection.objects.link(eye)
    scene.camera = eye
    render, cycles = scene.render, scene.cycles
    render.engine, render.use_persistent_data = "CYCLES", True
    render.resolution_x, render.resolution_y, render.resolution_percentage = *map(int, file["size"]), 100
    render.threads_mode, render.threads = "FIXED", int(file["threads"])
    render.image_settings.file_format, render.image_settings.color_depth = "OPEN_EXR", "32"
    cycles.device, cycles.use_adaptive_sampling, cycles.max_bounces = "CPU", False, 8
    cycles.pixel_filter_type, cycles.use_denoising = "BLACKMAN_HARRIS", True  # over 1.5 px, as Setpiece films
    cycles.denoiser, cycles.denoising_quality = "OPENIMAGEDENOISE", "FAST"


def main() -> None:
    place, out, ladder, best = sys.argv[1], Path(sys.argv[2]), *sys.argv[3:5]
    file = np.load(place)
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    built(scene, file)
    prepared(scene, file)
    moving = [thing for thing in scene.objects if thing.type == "MESH"][int(file["first_moving"]) :]
    spent = {}
    for samples in [*map(int, ladder.split(",")), int(best)]:
        reference = samples == int(best)
        scene.cycles.samples, scene.cycles.use_denoising = samples, not reference
        times = []
        for turn in range(1 if reference else 4):
            for thing in moving:  # each frame poses what moves, as Setpiece's frames do
                thing.rotation_euler.z = 1e-4 * ((turn + 1) % 2)
            start = time.perf_counter()
            bpy.ops.render.render()
            times.append(time.perf_counter() - start)
        bpy.data.images["Render Result"].save_render(str(out / f"{samples}.exr"))
        spent[samples] = min(times[1:] or times)
    sys.stdout.write("\n" + json.dumps(spent) + "\n")


if __name__ == "__main__":
    main()
