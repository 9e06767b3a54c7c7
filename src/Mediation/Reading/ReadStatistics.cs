using System.Globalization;
using Gezhi.Mediation.Disputes;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Mediation.Reading;

/// <summary>Figures without a word of any dossier: whole months, own areas, no small cells. 调解统计</summary>
/// <remarks>Counted until the end of last month, so that nobody sees a single dispute arrive by looking every day.</remarks>
public sealed class ReadStatistics(DisputeDesk desk)
{
    /// <param name="Name">In the reader's language.</param>
    /// <param name="Count">Null: hidden, because it is small or a small one could be worked out from it.</param>
    public sealed record Cell(string Key, string Name, int? Count);

    /// <param name="Until">Last local day that is counted.</param>
    /// <param name="Taken">Disputes taken in the year; null: fewer than <see cref="SmallCells.Least"/>.</param>
    /// <param name="AgreedShare">Agreements ÷ (agreements + ended without), 0–1; null: one of the two is small.</param>
    /// <param name="AgreedOf">Denominator of that share; null with it.</param>
    /// <param name="MedianDays">From taking to agreement; null: too few.</param>
    public sealed record View(
        int Year,
        DateOnly Until,
        string AreaCode,
        int? Taken,
        IReadOnlyList<Cell> Kinds,
        IReadOnlyList<Cell> Outcomes,
        double? AgreedShare,
        int? AgreedOf,
        int? MedianDays
    );

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/statistics",
                (string? year, ReadStatistics feature, Actor actor, CancellationToken ct) => feature.Run(feature.YearOf(year), actor, ct)
            )
            .RequirePermission(Permission.Supervise)
            .WithSummary("调解统计 · Disputes of a year by kind and outcome in own areas, whole months, small numbers hidden");

    /// <exception cref="InvalidInput">No year.</exception>
    public int YearOf(string? typed) =>
        string.IsNullOrEmpty(typed) ? Until().Year
        : int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 2000 and <= 2100 ? year
        : throw new InvalidInput("year", "input.invalid");

    private DateOnly Until() => new DateOnly(desk.Today.Year, desk.Today.Month, 1).AddDays(-1);

    /// <exception cref="Forbidden">The actor supervises no area.</exception>
    public async Task<View> Run(int year, Actor actor, CancellationToken ct)
    {
        var area =
            actor
                .Posts.Where(p => p.AreaCode is not null && RolePermissions.Has(p.Role, Permission.Supervise))
                .Select(p => p.AreaCode!)
                .OrderBy(a => a.Length)
                .ThenBy(a => a, StringComparer.Ordinal)
                .FirstOrDefault()
            ?? throw new Forbidden(Permission.Supervise);
        var until = Until();
        var (from, to) = (desk.At(new DateOnly(year, 1, 1), 0), desk.At(Earlier(new DateOnly(year + 1, 1, 1), until.AddDays(1)), 0));
        var rows = await desk
            .Db.Set<Dispute>()
            .AsNoTracking()
            .Where(d => d.AreaCode.StartsWith(area) && d.AcceptedAt >= from && d.AcceptedAt < to)
            .Select(d => new
            {
                d.Kind,
                d.AcceptedAt,
                d.AgreedAt,
                d.EndedAt,
                d.Ending,
            })
            .ToListAsync(ct);
        var agreed = rows.FindAll(r => r.AgreedAt < to);
        var failed = rows.FindAll(r =>
            r.AgreedAt is null && r.EndedAt < to && r.Ending is DisputeEnding.Failed or DisputeEnding.PartyRefuses
        );
        var other = rows.FindAll(r =>
            r.AgreedAt is null && r.EndedAt < to && r.Ending is DisputeEnding.Withdrawn or DisputeEnding.HandedOn or DisputeEnding.PartyGone
        );
        var open = rows.Count - agreed.Count - failed.Count - other.Count;
        var kinds = rows.GroupBy(r => r.Kind).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).ToList();
        var shown = SmallCells.Hide(kinds.ConvertAll(g => g.Count()));
        var outcomes = SmallCells.Hide([agreed.Count, failed.Count, other.Count, open]);
        var isShare = outcomes[0] > 0 && outcomes[1] > 0;
        var days = agreed.ConvertAll(r => (r.AgreedAt!.Value - r.AcceptedAt!.Value).Days);
        days.Sort();
        return new View(
            year,
            Earlier(new DateOnly(year, 12, 31), until),
            area,
            SmallCells.Hide(rows.Count),
            [
                .. kinds
                    .Select((g, i) => new Cell(g.Key, DisputeKind.NameOf(g.Key), shown[i]))
                    .OrderByDescending(c => c.Count ?? 0)
                    .ThenBy(c => c.Key, StringComparer.Ordinal),
            ],
            [new("agreed", "", outcomes[0]), new("failed", "", outcomes[1]), new("other", "", outcomes[2]), new("open", "", outcomes[3])],
            isShare ? (double)agreed.Count / (agreed.Count + failed.Count) : null,
            isShare ? agreed.Count + failed.Count : null,
            outcomes[0] >= SmallCells.Least ? days[days.Count / 2] : null
        );
    }

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
