using Gezhi.Cases.Centre;
using Gezhi.Cases.Contract;
using Gezhi.Platform.Actors;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Proposing;

/// <summary>One thing that several people speak of. 热点</summary>
/// <param name="Title">Of the first case.</param>
/// <param name="PlaceText">Of the first case.</param>
/// <param name="Reports">How many were said in the period.</param>
/// <param name="Lately">Of these, in the last three days.</param>
/// <param name="FirstAt">UTC.</param>
/// <param name="LastAt">UTC.</param>
/// <param name="Cases">Newest first.</param>
public sealed record Topic(
    string Title,
    string AreaCode,
    string PlaceText,
    int Reports,
    int Lately,
    DateTime FirstAt,
    DateTime LastAt,
    IReadOnlyList<TopicCase> Cases
)
{
    /// <summary>Cases of it that are still open.</summary>
    public int Open => Cases.Count(c => CaseFlow.OpenStates.Contains(c.State));
}

/// <summary>A case of a topic. 热点案件</summary>
/// <param name="Reports">How many people are joined in it.</param>
public sealed record TopicCase(Guid Id, string? CaseNo, string Title, CaseState State, DateTime CreatedAt, int Reports);

/// <summary>Lists what many people spoke of lately, by place and theme. Persons are neither counted nor listed. 热点发现</summary>
public sealed class ReadTopics(CaseDesk desk, RecentFigures recent)
{
    /// <summary>How far back.</summary>
    public const int Days = 14;

    /// <summary>Fewer reports are no topic.</summary>
    public const int Fewest = 3;

    private const int LatelyDays = 3;
    private const int MostReports = 1_500;
    private const int MostTopics = 50;
    private const double FarMetres = 1_500;

    /// <summary>Reports are short and share many words: two groups must be more alike than long letters.</summary>
    private const double Least = .18;

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    /// <summary>The biggest first.</summary>
    public Task<IReadOnlyList<Topic>> Run(Actor actor, CancellationToken ct)
    {
        var scope = Scope.Of(actor);
        return recent.Get("topics", scope.Key, Kept, desk.Now, () => Find(actor, ct));
    }

    private async Task<IReadOnlyList<Topic>> Find(Actor actor, CancellationToken ct)
    {
        var (now, since) = (desk.Now, desk.Now.AddDays(-Days));
        var said = await desk
            .Db.Cases.VisibleTo(actor, desk.Db)
            .Join(desk.Db.Reports, c => c.Id, r => r.CaseId, (Case, Report) => new { Case, Report })
            .Where(x => x.Report.CreatedAt >= since && x.Case.State != CaseState.Withdrawn && x.Case.State != CaseState.Void)
            .OrderByDescending(x => x.Report.CreatedAt)
            .Take(MostReports)
            .Select(x => new Said(
                x.Case.Id,
                x.Case.CaseNo,
                x.Case.Title,
                x.Case.State,
                x.Case.CreatedAt,
                x.Case.AreaCode,
                x.Case.PlaceText,
                x.Case.CategoryKey,
                x.Case.Lon,
                x.Case.Lat,
                x.Report.CreatedAt,
                x.Report.Text
            ))
            .ToListAsync(ct);
        var alike = HotTopics.Compare(said.ConvertAll(s => (s.At, s.Title, $"{s.PlaceText}\n{s.Text}")));
        var groups = AverageLinkage.Groups(
            said.Count,
            (i, j) =>
                said[i].CaseId == said[j].CaseId ? 1
                : AreFar(said[i], said[j]) || AreOther(said[i], said[j]) ? 0
                : alike(i, j),
            Least
        );
        return
        [
            .. said.Zip(groups)
                .GroupBy(x => x.Second, x => x.First)
                .Where(g => g.Count() >= Fewest)
                .Select(g => TopicOf([.. g.OrderBy(s => s.At)], now))
                .OrderByDescending(t => t.Reports)
                .ThenByDescending(t => t.LastAt)
                .Take(MostTopics),
        ];
    }

    private sealed record Said(
        Guid CaseId,
        string? CaseNo,
        string Title,
        CaseState State,
        DateTime CreatedAt,
        string AreaCode,
        string PlaceText,
        string? CategoryKey,
        double? Lon,
        double? Lat,
        DateTime At,
        string Text
    );

    private static Topic TopicOf(IReadOnlyList<Said> said, DateTime now) =>
        new(
            said[0].Title,
            said[0].AreaCode,
            said[0].PlaceText,
            said.Count,
            said.Count(s => s.At > now.AddDays(-LatelyDays)),
            said[0].At,
            said[^1].At,
            [
                .. said.GroupBy(s => s.CaseId)
                    .Select(g => new TopicCase(g.Key, g.First().CaseNo, g.First().Title, g.First().State, g.First().CreatedAt, g.Count()))
                    .OrderByDescending(c => c.CreatedAt),
            ]
        );

    private static bool AreOther(Said one, Said other) => one.CategoryKey is { } mine && other.CategoryKey is { } its && mine != its;

    /// <summary>Both have a point, and these lie too far apart to be one thing.</summary>
    private static bool AreFar(Said one, Said other) => FlatEarth.Metres(one.Lon, one.Lat, other.Lon, other.Lat) > FarMetres;
}
