using System.Globalization;
using System.Text.Json;
using Gezhi.Grids.Contract;
using Gezhi.Identity.Contract;
using Gezhi.Indicators.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;

namespace Gezhi.Workforce.Evaluation;

/// <summary>With what a subject is compared: only with its like. 同类分组</summary>
public static class Groups
{
    public const string Residential = "residential";
    public const string Village = "village";
    public const string Commercial = "commercial";
    public const string Night = "night";
    public const string Campus = "campus";

    /// <summary>夜间占比: from a third on, an area lives by night.</summary>
    private const double NightShare = 1.0 / 3;

    /// <param name="nightReports">Of the month, between 20:00 and 6:00.</param>
    /// <param name="reports">All of the month.</param>
    /// <param name="least">Of fewer reports the share says nothing.</param>
    public static string Of(AreaTraits? traits, int nightReports, int reports, int least) =>
        traits?.Kind == AreaKind.NightMarket || (reports >= least && nightReports >= NightShare * reports) ? Night
        : traits is null ? Residential
        : traits.Kind switch
        {
            AreaKind.Market or AreaKind.Tower or AreaKind.Station => Commercial,
            AreaKind.School or AreaKind.Hospital => Campus,
            _ => traits.IsRural ? Village : Residential,
        };
}

/// <summary>Somebody or something that is evaluated, and for which cases it answers. 考核对象</summary>
public sealed record Subject(SubjectKind Kind, string Code, string AreaCode, string GroupKey, int? Households, IReadOnlyList<Span> Spans)
{
    /// <summary>Whether it answers for a case that counts on that day.</summary>
    public bool Counts(AccountLine line, DateOnly on) =>
        Kind switch
        {
            SubjectKind.Unit => line.UnitCode == Code,
            SubjectKind.Desk => true,
            SubjectKind.Worker => Spans.Any(s =>
                on >= s.From && on <= s.To && line.AreaCode.StartsWith(s.AreaCode, StringComparison.Ordinal)
            ),
            _ => line.AreaCode.StartsWith(Code, StringComparison.Ordinal),
        };

    /// <summary>As it was when the result was written.</summary>
    public static Subject Of(Result row) => new(row.Kind, row.SubjectCode, row.AreaCode, row.GroupKey, row.Households, row.AreasAndDays());

    public string SpansAsJson() => JsonSerializer.Serialize(Spans);
}

/// <summary>Who and what there is to evaluate in a month. 考核对象清单</summary>
public sealed class Subjects(GezhiDb db, UnitDirectory units, Staffing staffing, AccountMonths months)
{
    private const int GridLength = 15;
    private const int StreetLength = 9;
    private const int CommunityLength = 12;

    public async Task<IReadOnlyList<Subject>> Of(
        SubjectKind kind,
        IReadOnlyList<AccountLine> lines,
        DateOnly from,
        DateOnly to,
        CancellationToken ct
    ) =>
        kind switch
        {
            SubjectKind.Grid => await Areas(kind, GridLength, lines, from, to, ct),
            SubjectKind.Street => await Areas(kind, StreetLength, lines, from, to, ct),
            SubjectKind.Unit =>
            [
                .. (await units.Active(ct)).Select(u => new Subject(kind, u.Code, u.AreaCode, u.Kind.ToString(), null, [])),
            ],
            SubjectKind.Worker => await Workers(lines, from, to, ct),
            SubjectKind.Desk => [new Subject(kind, District, District, "", null, [])],
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

    private string District => db.DistrictId.ToString(CultureInfo.InvariantCulture);

    private async Task<IReadOnlyList<Subject>> Areas(
        SubjectKind kind,
        int length,
        IReadOnlyList<AccountLine> lines,
        DateOnly from,
        DateOnly to,
        CancellationToken ct
    )
    {
        var traits = await StandingAreas.TraitsOn(db, to, ct);
        var reports = Reports(lines, length, from, to);
        return
        [
            .. lines
                .Where(l => l.AreaCode.Length >= length)
                .Select(l => l.AreaCode[..length])
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Select(code =>
                {
                    var own = traits.GetValueOrDefault(code);
                    return new Subject(
                        kind,
                        code,
                        code,
                        kind == SubjectKind.Street
                            ? (own?.IsRural == true ? Groups.Village : Groups.Residential)
                            : GroupOf(code, own, reports),
                        own?.Households ?? Sum(traits, code, length),
                        []
                    );
                }),
        ];
    }

    /// <summary>Households of what lies below, where the area itself has no number.</summary>
    private static int? Sum(IReadOnlyDictionary<string, AreaTraits> traits, string code, int length) =>
        length > CommunityLength ? null
        : traits.Values.Where(t => t.Code.Length == GridLength && t.Code.StartsWith(code, StringComparison.Ordinal)).Sum(t => t.Households)
            is var sum
                and > 0
            ? sum
        : null;

    private async Task<IReadOnlyList<Subject>> Workers(IReadOnlyList<AccountLine> lines, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var traits = await StandingAreas.TraitsOn(db, to, ct);
        var reports = Reports(lines, GridLength, from, to);
        return
        [
            .. (await staffing.HeldBetween(from, to, Role.GridWorker, ct))
                .Where(p => p.AreaCode is not null)
                .GroupBy(p => p.AccountId)
                .Select(g =>
                {
                    List<Span> spans =
                    [
                        .. g.Select(p => new Span(
                                p.AreaCode!,
                                p.ValidFrom > from ? p.ValidFrom : from,
                                p.ValidTo is { } end && end <= to ? end.AddDays(-1) : to
                            ))
                            .OrderBy(s => s.AreaCode, StringComparer.Ordinal)
                            .ThenBy(s => s.From),
                    ];
                    var first = spans[0].AreaCode;
                    var grid = first[..Math.Min(GridLength, first.Length)];
                    return new Subject(
                        SubjectKind.Worker,
                        g.Key.ToString("N"),
                        first,
                        GroupOf(grid, traits.GetValueOrDefault(grid), reports),
                        null,
                        spans
                    );
                })
                .OrderBy(s => s.AreaCode, StringComparer.Ordinal)
                .ThenBy(s => s.Code, StringComparer.Ordinal),
        ];
    }

    private string GroupOf(string code, AreaTraits? traits, Dictionary<string, (int Night, int All)> reports)
    {
        var (night, all) = reports.GetValueOrDefault(code);
        return Groups.Of(traits, night, all, months.LeastCases);
    }

    private static Dictionary<string, (int Night, int All)> Reports(
        IEnumerable<AccountLine> lines,
        int length,
        DateOnly from,
        DateOnly to
    ) =>
        lines
            .Where(l => l.ReportedOn >= from && l.ReportedOn <= to && l.AreaCode.Length >= length)
            .GroupBy(l => l.AreaCode[..length], StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => (g.Count(l => l.IsAtNight), g.Count()), StringComparer.Ordinal);
}
