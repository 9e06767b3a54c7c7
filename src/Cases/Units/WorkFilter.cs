namespace Gezhi.Cases.Units;

/// <summary>What a worklist shows; every condition narrows. 台账筛选</summary>
/// <param name="Words">Number, or words of title and place.</param>
/// <param name="IsLate">Only what is past its deadline.</param>
/// <param name="IsDueToday">Only what must be done before midnight.</param>
/// <param name="Unit">One of the actor's own units; null for all of them.</param>
public sealed record WorkFilter(string? Words = null, bool IsLate = false, bool IsDueToday = false, string? Unit = null)
{
    public bool IsEmpty => this == new WorkFilter();
}
