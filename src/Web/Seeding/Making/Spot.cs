namespace Gezhi.Web.Seeding.Making;

/// <summary>A place on the drawing board, metres east and north of its corner stone. 平面点</summary>
internal readonly record struct Spot(double X, double Y)
{
    public static Spot operator +(Spot a, Spot b) => new(a.X + b.X, a.Y + b.Y);

    public static Spot operator -(Spot a, Spot b) => new(a.X - b.X, a.Y - b.Y);

    public static Spot operator *(Spot a, double factor) => new(a.X * factor, a.Y * factor);

    public double Length => Math.Sqrt(X * X + Y * Y);

    public static double Cross(Spot a, Spot b) => a.X * b.Y - a.Y * b.X;

    public static double Dot(Spot a, Spot b) => a.X * b.X + a.Y * b.Y;

    public static Spot Towards(double degrees) => new(Math.Cos(degrees * Math.PI / 180), Math.Sin(degrees * Math.PI / 180));
}

/// <summary>Measures of a ring; counter-clockwise rings have positive areas. 环</summary>
internal static class RingMeasure
{
    public static double Area(IReadOnlyList<Spot> ring)
    {
        var twice = 0.0;
        for (int i = 0, j = ring.Count - 1; i < ring.Count; j = i++)
            twice += Spot.Cross(ring[j] - ring[0], ring[i] - ring[0]);
        return twice / 2;
    }

    public static double Perimeter(IReadOnlyList<Spot> ring)
    {
        var sum = 0.0;
        for (int i = 0, j = ring.Count - 1; i < ring.Count; j = i++)
            sum += (ring[i] - ring[j]).Length;
        return sum;
    }

    /// <value>1 for a circle, 0.785 for a square, near 0 for a thread.</value>
    public static double Roundness(IReadOnlyList<Spot> ring)
    {
        var perimeter = Perimeter(ring);
        return 4 * Math.PI * Area(ring) / (perimeter * perimeter);
    }

    public static Spot Centre(IReadOnlyList<Spot> ring)
    {
        var (sum, twice) = (new Spot(0, 0), 0.0);
        for (int i = 0, j = ring.Count - 1; i < ring.Count; j = i++)
        {
            Spot a = ring[j] - ring[0],
                b = ring[i] - ring[0];
            var cross = Spot.Cross(a, b);
            sum += (a + b) * cross;
            twice += cross;
        }
        return ring[0] + sum * (1 / (3 * twice));
    }

    public static bool Contains(IReadOnlyList<Spot> ring, Spot p)
    {
        var inside = false;
        for (int i = 0, j = ring.Count - 1; i < ring.Count; j = i++)
        {
            Spot a = ring[i],
                b = ring[j];
            if (a.Y > p.Y != b.Y > p.Y && p.X < (b.X - a.X) * (p.Y - a.Y) / (b.Y - a.Y) + a.X)
                inside = !inside;
        }
        return inside;
    }
}
