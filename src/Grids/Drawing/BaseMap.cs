namespace Gezhi.Grids.Drawing;

/// <summary>Holds the ground that today's maps draw. 当前底图</summary>
/// <remarks>Readers take <see cref="Current"/> once and go on with it; replacing never disturbs them.</remarks>
public sealed class BaseMap
{
    private MapGround _current = MapGround.Empty;

    public MapGround Current => Volatile.Read(ref _current);

    public void Replace(MapGround next) => Volatile.Write(ref _current, next);
}
