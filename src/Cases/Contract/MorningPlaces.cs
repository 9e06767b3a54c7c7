using Gezhi.Platform.Actors;

namespace Gezhi.Cases.Contract;

/// <summary>What came of looking. 查看结果</summary>
public enum MorningState
{
    /// <summary>未看.</summary>
    Open,

    /// <summary>看过，没有: somebody was there and found nothing.</summary>
    Nothing,

    /// <summary>看过，有: a worker reported something there today.</summary>
    Found,
}

/// <summary>A place that is worth a look today, and why. 今早一处</summary>
/// <param name="GridCode">15 digits.</param>
/// <param name="No">1 to 5.</param>
/// <param name="Name">As people would call it, in the reader's language.</param>
/// <param name="Reason">In plain words, with the numbers.</param>
/// <param name="Lon">WGS-84 degrees.</param>
/// <param name="Lat">WGS-84 degrees.</param>
public sealed record MorningPlace(
    string GridCode,
    int No,
    string AreaCode,
    string Name,
    string Reason,
    double Lon,
    double Lat,
    MorningState State
);

/// <summary>Slot: today's places of a worker's own grids. Filled by the module of figures. 今早五处插槽</summary>
public delegate Task<IReadOnlyList<MorningPlace>> ReadMorningPlaces(Actor actor, CancellationToken ct);
