"""Smoke, dust, steam."""
from draw.colour import mix


def cloud(s, points, colour, strength=0.7, size=0.012, seed=5):
    """Drifting cloud made of soft puffs; points are (x, y, radius) in picture points."""
    r, g, b = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    wisp = s.define(
        f'<filter id="{{id}}" x="-30%" y="-30%" width="160%" height="160%" color-interpolation-filters="sRGB"><feTurbulence type="fractalNoise" baseFrequency="{size} {size * 1.3:.4f}" numOctaves="5" seed="{seed}" result="n"/>'
        f'<feDisplacementMap in="SourceGraphic" in2="n" scale="90" xChannelSelector="R" yChannelSelector="G" result="s"/><feGaussianBlur in="s" stdDeviation="5" result="s"/>'
        f'<feColorMatrix in="n" values="0 0 0 0 {r:.2f}  0 0 0 0 {g:.2f}  0 0 0 0 {b:.2f}  0 3.4 0 0 -1.15" result="a"/><feComposite in="a" in2="s" operator="in" result="thin"/>'
        f'<feComponentTransfer in="s" result="base"><feFuncA type="linear" slope=".35"/></feComponentTransfer><feMerge><feMergeNode in="base"/><feMergeNode in="thin"/></feMerge></filter>'
    )
    with s.group(filter=wisp, opacity=strength):
        for x, y, radius in points:
            fill = s.glow((x, y), radius, (0, mix(colour, "#ffffff", 0.1), 0.9), (0.5, colour, 0.5), (1, colour, 0))
            s.add("circle", cx=round(x), cy=round(y), r=round(radius), fill=fill)
