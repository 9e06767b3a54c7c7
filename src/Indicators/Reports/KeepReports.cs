using System.Security.Cryptography;
using System.Text;
using Gezhi.Indicators.Reading;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Indicators.Reports;

/// <summary>Remarks on reports, and releasing them: signed by a post, versioned, never changed afterwards. 报表备注与签发</summary>
public sealed class KeepReports(GezhiDb db, ReadReport reading, SubscribeReports subscribers, TimeProvider clock)
{
    /// <summary>Released reports on one page.</summary>
    public const int MostShown = 60;

    /// <param name="VersionNo">Of the remark the person saw; 0: there was none.</param>
    /// <param name="Text">Empty takes the remark back.</param>
    public sealed record Remarking(int VersionNo, [property: Longest(ReportRemark.Longest)] string? Text);

    /// <param name="IssueNo">The issue this is to be: 1, or one more than the last that the person saw.</param>
    /// <param name="Reason">Why another issue; needed from the second on.</param>
    public sealed record Releasing(int IssueNo, [property: Longest(ReleasedReport.LongestReason)] string? Reason = null);

    /// <summary>What a list says of a released report.</summary>
    public sealed record Issue(
        Guid Id,
        string ReportKey,
        int IssueNo,
        ReportKind Kind,
        DateOnly From,
        DateOnly To,
        string AreaCode,
        string? TopicName,
        string Reason,
        DateTime ReleasedAt,
        string PostTitle
    );

    /// <param name="VersionNo">Of the remark, from 1.</param>
    public sealed record Remarked(int VersionNo);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(
                "/reports/{kind}/{period}/remarks",
                async (
                    string kind,
                    string period,
                    string? area,
                    Remarking command,
                    KeepReports feature,
                    ReadReport reading,
                    Actor actor,
                    CancellationToken ct
                ) =>
                    TypedResults.Ok(
                        new Remarked(await feature.Remark(await reading.Find(kind, period, area, actor, ct), command, actor, ct))
                    )
            )
            .WithSummary("报表备注 · Remark on a report, a new version");
        api.MapPost(
                "/reports/{kind}/{period}/issues",
                async (
                    string kind,
                    string period,
                    string? area,
                    Releasing command,
                    KeepReports feature,
                    ReadReport reading,
                    Actor actor,
                    CancellationToken ct
                ) =>
                    TypedResults.Ok(
                        new WrittenId(await feature.Release(await reading.Find(kind, period, area, actor, ct), command, actor, ct))
                    )
            )
            .WithSummary("签发报表 · Release a report");
        api.MapGet(
                "/reports/issues",
                async (KeepReports feature, Actor actor, CancellationToken ct) => TypedResults.Ok(await feature.Issues(actor, null, ct))
            )
            .WithSummary("签发的报表 · Released reports");
    }

    /// <summary>The post by which the actor signs reports of an area; null: none.</summary>
    public static ActorPost? Signs(Actor actor, string areaCode) => actor.PostFor(Permission.ReleaseReports, areaCode);

    /// <returns>Number of the new version.</returns>
    /// <exception cref="Forbidden">No post of the actor signs for the area.</exception>
    /// <exception cref="StaleVersion">Somebody else wrote meanwhile.</exception>
    public async Task<int> Remark(ReportAsk asked, Remarking command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var post = actor.Require(Permission.ReleaseReports, asked.AreaCode);
        var last = await LastRemark(asked, ct);
        if ((last?.VersionNo ?? 0) != command.VersionNo)
            throw new StaleVersion(last?.VersionNo ?? 0);
        var text = PlainText.Clean(command.Text);
        if (text == (last?.Text ?? ""))
            return command.VersionNo; // nothing new to sign
        var now = clock.UtcNow;
        db.Append(
            new ReportRemark
            {
                DistrictId = db.DistrictId,
                Id = Ids.New(now),
                ReportKey = asked.Key,
                VersionNo = command.VersionNo + 1,
                Text = text,
                At = now,
                AccountId = actor.AccountId,
                PostTitle = post.Title,
            }
        );
        db.Audit(actor, "report.remarked", null, $"{asked.Key} v{command.VersionNo + 1}", now);
        await SaveOnce(ct);
        return command.VersionNo + 1;
    }

    /// <summary>Gives a report out: its figures are kept as they are now.</summary>
    /// <exception cref="Forbidden">No post of the actor signs for the area.</exception>
    /// <exception cref="RuleViolation"><c>report.running</c>, <c>report.not-frozen</c>.</exception>
    /// <exception cref="StaleVersion">Another issue came out meanwhile.</exception>
    /// <exception cref="InvalidInput">A further issue without a reason.</exception>
    public async Task<Guid> Release(ReportAsk asked, Releasing command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var post = actor.Require(Permission.ReleaseReports, asked.AreaCode);
        var key = asked.Key;
        var next = (await db.Set<ReleasedReport>().Where(r => r.ReportKey == key).MaxAsync(r => (int?)r.IssueNo, ct) ?? 0) + 1;
        if (next != command.IssueNo)
            throw new StaleVersion(next);
        var reason = PlainText.CleanLine(command.Reason);
        if (next > 1 && reason.Length == 0)
            throw new InvalidInput("Reason", "input.required");
        var content = await reading.Run(asked, ct);
        if (content.IsRunning)
            throw new RuleViolation("report.running");
        if (content is { Kind: ReportKind.Month, FrozenAt: null })
            throw new RuleViolation("report.not-frozen");
        var remark = await LastRemark(asked, ct);
        var now = clock.UtcNow;
        var text = content.Write();
        var released = new ReleasedReport
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            ReportKey = key,
            IssueNo = next,
            Kind = content.Kind,
            From = content.From,
            To = content.To,
            AreaCode = content.AreaCode,
            TopicName = content.TopicName,
            Content = text,
            Remark = remark?.Text ?? "",
            RemarkBy = remark is { Text.Length: > 0 } ? remark.PostTitle : "",
            Reason = reason,
            Sha256 = SHA256.HashData(Encoding.UTF8.GetBytes(text + (remark?.Text ?? ""))),
            ReleasedAt = now,
            ReleasedBy = actor.AccountId,
            PostTitle = post.Title,
        };
        db.Append(released);
        await subscribers.Tell(released, now, ct);
        db.Audit(actor, "report.released", released.Id, $"{key} no. {next} {reason}", now);
        await SaveOnce(ct);
        return released.Id;
    }

    /// <summary>The remark that holds; null when nobody wrote one.</summary>
    public Task<ReportRemark?> LastRemark(ReportAsk asked, CancellationToken ct)
    {
        var key = asked.Key;
        return db.Set<ReportRemark>()
            .AsNoTracking()
            .Where(r => r.ReportKey == key)
            .OrderByDescending(r => r.VersionNo)
            .FirstOrDefaultAsync(ct);
    }

    /// <summary>A released report.</summary>
    /// <exception cref="NotFound">Not there, or of an area that is none of the reader's.</exception>
    public async Task<ReleasedReport> Find(Guid id, Actor actor, CancellationToken ct)
    {
        var found = await db.Set<ReleasedReport>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, ct) ?? throw new NotFound("report");
        _ = IndicatorScope.Of(actor, found.AreaCode);
        return found;
    }

    /// <summary>Released reports of the reader's areas, the latest first.</summary>
    /// <param name="key">Of one report only; null: of all.</param>
    public async Task<IReadOnlyList<Issue>> Issues(Actor actor, string? key, CancellationToken ct)
    {
        var areas = IndicatorScope.Of(actor).Areas;
        var found = db.Set<ReleasedReport>().AsNoTracking();
#pragma warning disable CA1310 // StartsWith becomes LIKE; the database compares codes of digits
        found = key is null ? found.Where(r => areas.Any(a => r.AreaCode.StartsWith(a))) : found.Where(r => r.ReportKey == key);
#pragma warning restore CA1310
        return await found
            .OrderByDescending(r => r.Id)
            .Take(MostShown)
            .Select(r => new Issue(
                r.Id,
                r.ReportKey,
                r.IssueNo,
                r.Kind,
                r.From,
                r.To,
                r.AreaCode,
                r.TopicName,
                r.Reason,
                r.ReleasedAt,
                r.PostTitle
            ))
            .ToListAsync(ct);
    }

    /// <summary>Two at the same moment: one of them saw what no longer stands.</summary>
    private async Task SaveOnce(CancellationToken ct)
    {
        try
        {
            await db.Save(ct);
        }
        catch (DuplicateKey)
        {
            db.Forget();
            throw new StaleVersion();
        }
    }
}
