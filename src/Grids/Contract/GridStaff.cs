using Gezhi.Platform.Actors;

namespace Gezhi.Grids.Contract;

/// <summary>Who holds a post in an area today. 在岗人员</summary>
/// <param name="AccountId">The person.</param>
/// <param name="Name">For colleagues only, never for the public.</param>
/// <param name="Role">What the post is for.</param>
/// <param name="AreaCode">The area of the post, 6 to 17 digits.</param>
/// <param name="Title">What the public may see, e.g. "Z3 网格员".</param>
public sealed record GridStaff(Guid AccountId, string Name, Role Role, string AreaCode, string Title)
{
    /// <summary>First local day.</summary>
    public DateOnly ValidFrom { get; init; }

    /// <summary>First local day without the post; null: until further notice.</summary>
    public DateOnly? ValidTo { get; init; }
}

/// <summary>Slot the host fills from Identity, which this module may not know: all posts in an area, itself included, today. 网格人员来源</summary>
/// <param name="areaCode">6 to 17 digits.</param>
/// <param name="ct">Stops the reading.</param>
public delegate ValueTask<IReadOnlyList<GridStaff>> ReadGridStaff(string areaCode, CancellationToken ct);
