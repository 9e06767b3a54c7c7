namespace Gezhi.Web.Seeding.Making;

/// <summary>An area while it is made. 地块</summary>
/// <param name="Ring">Corners, counter-clockwise; expand before use.</param>
internal sealed record Block(string Code, string Name, List<int> Ring)
{
    public string? OfficialName { get; init; }
    public bool PlacedBySeed { get; init; } = true;

    /// <summary>Invented; of micro-grids only.</summary>
    public int Households { get; init; }
}

/// <summary>A straight piece of road between two corners. 路段</summary>
/// <param name="Road">Name of the main road it is part of; null for a side street.</param>
/// <param name="Rank">0 between streets, 1 between communities, 2 between grids.</param>
internal sealed record RoadPiece(string? Road, int Rank, int From, int To);
