using Gezhi.Cases.Contract;
using Gezhi.Platform.Actors;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Proposing;

/// <summary>An open case that may be the same matter, and why. 疑似重复案件</summary>
/// <param name="Metres">Distance; null when one of the two has no point.</param>
/// <param name="Likeness">0 to 1, from words, distance, category and time.</param>
/// <param name="IsSameCategory">Null while one of the two has none.</param>
public sealed record NearCase(
    Guid Id,
    string? CaseNo,
    CaseState State,
    string Title,
    string PlaceText,
    DateTime CreatedAt,
    int? Metres,
    double Likeness,
    bool? IsSameCategory,
    int Version
);

/// <summary>Finds what may have been reported before; a person decides. 查重</summary>
public sealed class NearbyCases(CaseDesk desk, CaseMemory memory)
{
    /// <summary>The likeliest first, only open ones that this person may see.</summary>
    /// <param name="text">What the reporter said.</param>
    public async Task<IReadOnlyList<NearCase>> Run(Case subject, string text, int most, Actor actor, CancellationToken ct)
    {
        var asked = new RecentCase(
            subject.Id,
            subject.Lon ?? double.NaN,
            subject.Lat ?? double.NaN,
            subject.CreatedAt,
            subject.CategoryKey,
            subject.Title,
            [text]
        )
        {
            PlaceText = subject.PlaceText,
        };
        var found = (await memory.Of(desk.Db, ct)).Find(asked, 2 * most);
        if (found.Count == 0)
            return [];
        Guid[] ids = [.. found.Select(f => f.Id)];
        var rows = await desk
            .Db.Cases.VisibleTo(actor, desk.Db)
            .Where(c => ids.Contains(c.Id) && CaseFlow.OpenStates.Contains(c.State))
            .Select(c => new
            {
                c.Id,
                c.CaseNo,
                c.State,
                c.Title,
                c.PlaceText,
                c.CreatedAt,
                c.Version,
            })
            .ToDictionaryAsync(c => c.Id, ct);
        return
        [
            .. found
                .Where(f => rows.ContainsKey(f.Id))
                .Select(f => (Alike: f, Row: rows[f.Id]))
                .Select(f => new NearCase(
                    f.Row.Id,
                    f.Row.CaseNo,
                    f.Row.State,
                    f.Row.Title,
                    f.Row.PlaceText,
                    f.Row.CreatedAt,
                    f.Alike.Metres,
                    f.Alike.Score,
                    f.Alike.IsSameCategory,
                    f.Row.Version
                ))
                .Take(most),
        ];
    }
}
