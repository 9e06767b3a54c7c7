"""Writes the SVG of every scene (or of those named) into a folder: make.py FOLDER [KEY…]."""
import importlib
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))


def main(folder, wanted):
    for file in sorted((Path(__file__).parent / "scenes").glob("[a-z]*.py")):
        module = importlib.import_module(f"scenes.{file.stem}")
        for key, draw in module.PHOTOS.items():
            if wanted and key not in wanted:
                continue
            scene, finish = draw()
            scene.save(Path(folder) / f"{key}.svg", finish)
            print(key)


main(sys.argv[1], set(sys.argv[2:]))
