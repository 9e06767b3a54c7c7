using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Council.Suggestions;

/// <summary>Who may see and lead which suggestion: the one place that says so. 建议数据范围</summary>
public sealed class SuggestionScope(CouncilDesk desk)
{
    /// <summary>Whether the actor gives it to a unit, groups and awards it.</summary>
    public static bool Keeps(Suggestion suggestion, Actor actor) => CouncilDesk.Holds(actor, suggestion.AreaCode);

    /// <summary>Whether the actor answers it.</summary>
    public static bool Answers(Suggestion suggestion, Actor actor) =>
        Keeps(suggestion, actor) || (suggestion.UnitCode is { } unit && CouncilDesk.UnitPost(actor, unit) is not null);

    public IQueryable<Suggestion> Visible(Actor actor)
    {
        var units = CouncilDesk.UnitsOf(actor);
        return desk
            .Db.Set<Suggestion>()
            .InAreas(CouncilDesk.AreasOf(actor), s => s.AreaCode, s => s.UnitCode != null && units.Contains(s.UnitCode));
    }

    /// <exception cref="NotFound">Not there, or not the actor's to know.</exception>
    public async Task<Suggestion> Find(Guid id, int? version, Actor actor, CancellationToken ct)
    {
        var suggestion = await desk.Db.Set<Suggestion>().FirstOrDefaultAsync(s => s.Id == id, ct);
        if (suggestion is null || !Answers(suggestion, actor))
            throw new NotFound("suggestion");
        CouncilDesk.Seen(suggestion, version);
        return suggestion;
    }

    /// <exception cref="NotFound">Not there, or not the actor's to keep.</exception>
    public async Task<Suggestion> ToKeep(Guid id, int? version, Actor actor, CancellationToken ct) =>
        await Find(id, version, actor, ct) is var found && Keeps(found, actor) ? found : throw new NotFound("suggestion");

    /// <exception cref="NotFound">Not there, or not of the actor's areas.</exception>
    public async Task<OpinionCall> Call(Guid id, int? version, Actor actor, CancellationToken ct)
    {
        var call = await desk.Db.Set<OpinionCall>().FirstOrDefaultAsync(c => c.Id == id, ct);
        if (call is null || !CouncilDesk.Holds(actor, call.AreaCode))
            throw new NotFound("opinion-call");
        CouncilDesk.Seen(call, version);
        return call;
    }
}

/// <summary>Whether two suggestions say much the same: pairs of neighbouring characters that both have. 相近建议</summary>
public static class Alike
{
    /// <summary>From here on it is shown to who is about to say the same.</summary>
    public const double Enough = 0.3;

    /// <returns>0 to 1: how much of the shorter one's pairs stand in the other.</returns>
    public static double Of(string one, string other)
    {
        var (a, b) = (Pairs(one), Pairs(other));
        var least = Math.Min(a.Count, b.Count);
        return least == 0 ? 0 : (double)a.Count(b.Contains) / least;
    }

    private static HashSet<(char, char)> Pairs(string text)
    {
        var letters = Platform.Text.SearchText.Fold(text).Where(char.IsLetterOrDigit).ToArray();
        return [.. letters.Zip(letters.Skip(1))];
    }
}
