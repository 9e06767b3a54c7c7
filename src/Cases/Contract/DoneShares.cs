using Gezhi.Platform.Actors;

namespace Gezhi.Cases.Contract;

/// <summary>On-time closing of one area, as the register of figures reckons it. 按期结案</summary>
/// <param name="PartCode">Area.</param>
/// <param name="Due">应结案.</param>
/// <param name="OnTime">Of these, closed in time.</param>
/// <param name="StrictDue">应结案 by the limit as first set; shelved cases count.</param>
/// <param name="StrictOnTime">Of these, closed in time.</param>
/// <param name="IsTooFew">There are too few cases for a share to say anything.</param>
public sealed record DoneShare(string PartCode, long Due, long OnTime, long StrictDue, long StrictOnTime, bool IsTooFew);

/// <summary>How people liked what was closed. 满意情况</summary>
/// <param name="Ratings">How many rated.</param>
/// <param name="Stars">Sum of their stars, 1 to 5 each.</param>
/// <param name="SolvedShare">Share of rated cases of which everybody says that they are solved, 0 to 1; null without ratings.</param>
public sealed record LikedShare(long Ratings, long Stars, double? SolvedShare);

/// <summary>Slot: what the centre shows of the register of figures. Filled by the module of figures, in memory of a minute. 指标插槽</summary>
/// <param name="from">First local day.</param>
/// <param name="to">Last local day.</param>
/// <param name="partLength">Digits of the areas asked for.</param>
public delegate Task<(IReadOnlyList<DoneShare> Done, LikedShare Liked)> ReadDoneShares(
    Actor actor,
    DateOnly from,
    DateOnly to,
    int partLength,
    CancellationToken ct
);
