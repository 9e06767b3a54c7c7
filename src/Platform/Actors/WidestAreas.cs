namespace Gezhi.Platform.Actors;

/// <summary>The areas of several posts, without those that lie in another of them. 最大范围</summary>
public static class WidestAreas
{
    /// <returns>Codes in ascending order; empty when none of the posts has an area.</returns>
    public static IReadOnlyList<string> Of(IEnumerable<ActorPost> posts)
    {
        var all = posts.Select(p => p.AreaCode).OfType<string>().Distinct().ToList();
        return [.. all.Where(a => !all.Exists(b => b != a && a.StartsWith(b, StringComparison.Ordinal))).Order(StringComparer.Ordinal)];
    }
}
