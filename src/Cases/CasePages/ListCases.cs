using Gezhi.Cases.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.CasePages;

/// <summary>Lists cases, newest first: everything open, and what came in the last 90 days. 案件列表</summary>
public sealed class ListCases(CaseDesk desk)
{
    /// <summary>Most rows of one page.</summary>
    public const int Most = 100;

    /// <summary>How far back the list looks for cases that ended.</summary>
    public const int Days = 90;

    /// <param name="Items">At most <see cref="Most"/>.</param>
    /// <param name="Next">Send as <c>after</c> for what follows; null at the end.</param>
    public sealed record Page(IReadOnlyList<CaseLine> Items, string? Next);

    public static void Map(IEndpointRouteBuilder cases) =>
        cases
            .MapGet(
                "",
                async (
                    string? state,
                    string? area,
                    string? category,
                    string? channel,
                    string? unit,
                    Guid? source,
                    string? q,
                    bool? late,
                    string? after,
                    int? take,
                    ListCases feature,
                    Actor actor,
                    CancellationToken ct
                ) =>
                {
                    var filter = new CaseFilter
                    {
                        State = One<CaseState>("state", state),
                        Area = area,
                        Category = category,
                        Channel = One<Channel>("channel", channel),
                        Unit = unit,
                        Source = source,
                        Words = q,
                        IsLate = late ?? false,
                    };
                    return TypedResults.Ok(await feature.Run(filter, CaseCursor.Read(after), take ?? 50, actor, ct));
                }
            )
            .WithSummary("案件列表 · List cases");

    /// <summary>One name; a program that asks for what there is not must hear it.</summary>
    private static T? One<T>(string field, string? name)
        where T : struct, Enum => string.IsNullOrEmpty(name) ? null : Named.One<T>(name) ?? throw new InvalidInput(field, "input.invalid");

    /// <param name="filter">What to show.</param>
    /// <param name="after">Last row of the page before; null begins with the newest.</param>
    /// <param name="take">Rows of a page; cut to 1–100.</param>
    /// <param name="actor">Only cases this person may see.</param>
    public async Task<Page> Run(CaseFilter filter, CaseCursor? after, int take, Actor actor, CancellationToken ct)
    {
        var now = desk.Now;
        take = Math.Clamp(take, 1, Most);
        var since = now.AddDays(-Days);
        var cases = filter.Apply(desk.Db.Cases.AsNoTracking().VisibleTo(actor, desk.Db), desk.Db, now);
        cases = cases.Where(c => c.CreatedAt >= since || CaseFlow.OpenStates.Contains(c.State));
        if (after is { } last)
            cases = cases.Where(c => c.CreatedAt < last.At || (c.CreatedAt == last.At && c.Id < last.Id));
        var found = await cases
            .OrderByDescending(c => c.CreatedAt)
            .ThenByDescending(c => c.Id)
            .Take(take + 1)
            .Select(CaseLine.From)
            .ToListAsync(ct);
        var items = found.Count > take ? found[..take] : found;
        return new Page(items, found.Count > take ? new CaseCursor(items[^1].CreatedAt, items[^1].Id).ToString() : null);
    }
}
