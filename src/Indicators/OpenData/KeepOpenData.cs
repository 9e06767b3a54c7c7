using System.Globalization;
using System.Text;
using Gezhi.Cases.Contract;
using Gezhi.Grids.Contract;
using Gezhi.Indicators.Definitions;
using Gezhi.Indicators.Months;
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

namespace Gezhi.Indicators.OpenData;

/// <summary>Drafts a month of open data, releases it after a person has looked, corrects and withdraws. 开放数据发布</summary>
/// <remarks>
/// Everything is counted from the frozen month by the definitions of that month. A correction counts the same cases and shows nothing that the version
/// before did not show: the difference of two versions tells nothing that the first did not say.
/// </remarks>
public sealed class KeepOpenData(GezhiDb db, FigureList figures, CaseHistories histories, OpenSettings settings, TimeProvider clock)
{
    /// <summary>Months on one page.</summary>
    public const int MostMonths = 36;

    /// <param name="Reason">Why another version; needed from the second on. It is published.</param>
    public sealed record Drafting([property: Longest(OpenRelease.LongestReason)] string? Reason = null);

    /// <param name="Version">Of the draft the person saw.</param>
    /// <param name="Sha256">Fingerprint of the draft the person looked at.</param>
    /// <param name="IsLooked">The person says that they have looked at it.</param>
    public sealed record Releasing(int Version, [property: Needed, Longest(64)] string? Sha256, bool IsLooked);

    /// <param name="Version">The one the person saw.</param>
    public sealed record Dropping(int Version);

    /// <param name="Version">The one the person saw.</param>
    /// <param name="Reason">It is published.</param>
    public sealed record Withdrawing(int Version, [property: Needed, Longest(OpenRelease.LongestReason)] string? Reason);

    /// <summary>A frozen month with its versions, the latest first.</summary>
    public sealed record Month(int Of, DateTime FrozenAt, IReadOnlyList<OpenRelease> Versions);

    public static void Map(IEndpointRouteBuilder api)
    {
        var open = api.MapGroup("/open-data").RequirePermission(Permission.ReleaseReports);
        open.MapPost(
                "/{month}/draft",
                async (string month, Drafting command, KeepOpenData feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(new WrittenId(await feature.Draft(MonthOf(month), command, actor, ct)))
            )
            .WithSummary("起草开放数据 · Draft a month of open data, or make the draft anew");
        open.MapPost(
                "/{id:guid}/release",
                async (Guid id, Releasing command, KeepOpenData feature, Actor actor, CancellationToken ct) =>
                {
                    await feature.Release(id, command, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .WithSummary("发布开放数据 · Release a draft after looking at it");
        open.MapPost(
                "/{id:guid}/drop",
                async (Guid id, Dropping command, KeepOpenData feature, Actor actor, CancellationToken ct) =>
                {
                    await feature.Drop(id, command, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .WithSummary("放弃草稿 · Drop a draft");
        open.MapPost(
                "/{id:guid}/withdraw",
                async (Guid id, Withdrawing command, KeepOpenData feature, Actor actor, CancellationToken ct) =>
                {
                    await feature.Withdraw(id, command, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .WithSummary("撤下开放数据 · Give out the files of a version no more");
    }

    /// <summary>The files of a draft, for who looks at it.</summary>
    public static void MapFiles(IEndpointRouteBuilder pages) =>
        pages
            .MapGet(
                "/open-data/{id:guid}/{file}",
                async (Guid id, string file, KeepOpenData feature, HttpContext http, CancellationToken ct) =>
                {
                    http.Response.Headers.CacheControl = "no-store";
                    var kind = OpenFiles.Kinds.FirstOrDefault(k => k.Name == file);
                    return TypedResults.File(
                        Encoding.UTF8.GetBytes(await feature.Text(id, kind.Name ?? throw new NotFound("open-data"), ct)),
                        kind.MediaType + "; charset=utf-8",
                        $"draft-{file}"
                    );
                }
            )
            .RequirePermission(Permission.ReleaseReports)
            .ExcludeFromDescription();

    /// <summary>The post by which the actor releases open data; null: none.</summary>
    public static ActorPost? Signs(Actor actor) => actor.PostFor(Permission.ReleaseReports, Root(actor.DistrictId));

    /// <returns>Id of the draft, the same as before when there was one.</returns>
    /// <exception cref="Forbidden">No post of the actor signs for the whole district.</exception>
    /// <exception cref="RuleViolation"><c>open-data.not-frozen</c>.</exception>
    /// <exception cref="InvalidInput">A correction without a reason.</exception>
    /// <exception cref="StaleVersion">Somebody else drafted or released meanwhile.</exception>
    public async Task<Guid> Draft(int month, Drafting command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        actor.Require(Permission.ReleaseReports, Root(db.DistrictId));
        var frozen =
            await db.Set<FrozenMonth>().AsNoTracking().FirstOrDefaultAsync(m => m.Month == month, ct)
            ?? throw new RuleViolation("open-data.not-frozen");
        var last = await db.Set<OpenRelease>().Where(r => r.Month == month).OrderByDescending(r => r.VersionNo).FirstOrDefaultAsync(ct);
        var draft = last is { ReleasedAt: null } ? last : null;
        var no = draft?.VersionNo ?? (last?.VersionNo ?? 0) + 1;
        var reason = no == 1 ? "" : PlainText.CleanLine(command.Reason);
        if (no > 1 && reason.Length == 0)
            throw new InvalidInput("Reason", "input.required");
        var before = no == 1 ? null : await Content(month, no - 1, ct);
        var (content, held, leftOut) = await Make(frozen, no, reason, before, ct);
        var now = clock.UtcNow;
        var files = OpenFiles.Of(content).Select(f => (f.Name, f.Text, Hash: OpenFiles.Hash(f.Text))).ToList();
        if (draft is null)
            db.Add(
                draft = new OpenRelease
                {
                    DistrictId = db.DistrictId,
                    Id = Ids.New(now),
                    Month = month,
                    VersionNo = no,
                }
            );
        draft.Draft(content, held, leftOut, OpenFiles.Fingerprint(files.Select(f => (f.Name, f.Hash))), actor.AccountId, now);
        var kept = await db.Set<OpenFile>().Where(f => f.ReleaseId == draft.Id).ToDictionaryAsync(f => f.Name, StringComparer.Ordinal, ct);
        foreach (var (name, text, hash) in files)
        {
            if (!kept.TryGetValue(name, out var file))
                db.Add(
                    file = new OpenFile
                    {
                        DistrictId = db.DistrictId,
                        ReleaseId = draft.Id,
                        Name = name,
                    }
                );
            (file.Text, file.Sha256, file.Bytes) = (text, hash, Encoding.UTF8.GetByteCount(text));
        }
        db.Audit(actor, "open-data.drafted", draft.Id, $"{OpenFiles.MonthText(month)} v{no} {reason}", now);
        await SaveOnce(ct);
        return draft.Id;
    }

    /// <exception cref="StaleVersion">The draft was made anew since the person looked.</exception>
    /// <exception cref="InvalidInput">The person has not looked.</exception>
    /// <exception cref="RuleViolation"><c>open-data.released</c>.</exception>
    public async Task Release(Guid id, Releasing command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var post = actor.Require(Permission.ReleaseReports, Root(db.DistrictId));
        var draft = await Find(id, ct);
        draft.OnlyDraft();
        if (draft.Version != command.Version || draft.Sha256 != command.Sha256)
            throw new StaleVersion(draft.Version);
        if (!command.IsLooked)
            throw new InvalidInput("IsLooked", "open-data.look");
        draft.Release(actor.AccountId, post.Title, clock.UtcNow);
        db.Audit(
            actor,
            "open-data.released",
            id,
            $"{OpenFiles.MonthText(draft.Month)} v{draft.VersionNo} {draft.Sha256[..12]}",
            clock.UtcNow
        );
        await SaveOnce(ct);
    }

    /// <summary>A draft that nobody wants; what was released stays.</summary>
    public async Task Drop(Guid id, Dropping command, Actor actor, CancellationToken ct)
    {
        actor.Require(Permission.ReleaseReports, Root(db.DistrictId));
        var draft = await Find(id, ct);
        draft.OnlyDraft();
        if (draft.Version != command.Version)
            throw new StaleVersion(draft.Version);
        db.RemoveRange(await db.Set<OpenFile>().Where(f => f.ReleaseId == id).ToListAsync(ct));
        db.Remove(draft);
        db.Audit(actor, "open-data.dropped", id, $"{OpenFiles.MonthText(draft.Month)} v{draft.VersionNo}", clock.UtcNow);
        await SaveOnce(ct);
    }

    /// <summary>The files are given out no more; the version stays listed with its fingerprint and the reason.</summary>
    public async Task Withdraw(Guid id, Withdrawing command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        actor.Require(Permission.ReleaseReports, Root(db.DistrictId));
        var release = await Find(id, ct);
        if (release.WithdrawnAt is not null)
            return;
        if (release.Version != command.Version)
            throw new StaleVersion(release.Version);
        var reason = PlainText.CleanLine(command.Reason);
        if (reason.Length == 0)
            throw new InvalidInput("Reason", "input.required");
        release.Withdraw(actor.AccountId, reason, clock.UtcNow);
        db.Audit(actor, "open-data.withdrawn", id, $"{OpenFiles.MonthText(release.Month)} v{release.VersionNo} {reason}", clock.UtcNow);
        await SaveOnce(ct);
    }

    /// <summary>Frozen months with their versions, the newest first.</summary>
    public async Task<IReadOnlyList<Month>> Months(CancellationToken ct)
    {
        var months = await db.Set<FrozenMonth>().AsNoTracking().OrderByDescending(m => m.Month).Take(MostMonths).ToListAsync(ct);
        var first = months.Count > 0 ? months[^1].Month : 0;
        var versions = (await db.Set<OpenRelease>().AsNoTracking().Where(r => r.Month >= first).ToListAsync(ct)).ToLookup(r => r.Month);
        return months.ConvertAll(m => new Month(m.Month, m.FrozenAt, [.. versions[m.Month].OrderByDescending(v => v.VersionNo)]));
    }

    /// <exception cref="NotFound">Not there.</exception>
    public async Task<OpenRelease> Find(Guid id, CancellationToken ct) =>
        await db.Set<OpenRelease>().FirstOrDefaultAsync(r => r.Id == id, ct) ?? throw new NotFound("open-data");

    /// <summary>A version with all that it shows.</summary>
    /// <exception cref="NotFound">Not there.</exception>
    public async Task<(OpenRelease Release, OpenContent Content)> Look(Guid id, CancellationToken ct) =>
        (
            await db.Set<OpenRelease>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, ct) ?? throw new NotFound("open-data"),
            OpenContent.Read(await Text(id, OpenFiles.Json, ct))
        );

    private async Task<string> Text(Guid id, string file, CancellationToken ct) =>
        await db.Set<OpenFile>().Where(f => f.ReleaseId == id && f.Name == file).Select(f => f.Text).FirstOrDefaultAsync(ct)
        ?? throw new NotFound("open-data");

    /// <summary>yyyy-MM as yyyyMM.</summary>
    /// <exception cref="NotFound">It is no month.</exception>
    public static int MonthOf(string text) =>
        DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? FigureList.MonthOf(day)
            : throw new NotFound("open-data");

    private async Task<OpenContent> Content(int month, int versionNo, CancellationToken ct) =>
        OpenContent.Read(
            await (
                from release in db.Set<OpenRelease>()
                join file in db.Set<OpenFile>() on release.Id equals file.ReleaseId
                where release.Month == month && release.VersionNo == versionNo && file.Name == OpenFiles.Json
                select file.Text
            ).FirstAsync(ct)
        );

    private async Task<(OpenContent Content, OpenTable.Held Held, int LeftOut)> Make(
        FrozenMonth frozen,
        int no,
        string reason,
        OpenContent? before,
        CancellationToken ct
    )
    {
        var scope = before?.Scope ?? settings.Scope; // a correction counts the same cases as the first version
        var definitions = OpenRules.Figures.Select(key => figures.Find(key, frozen.Month)!).ToList();
        var counts = new List<IReadOnlyList<OpenTable.Count>>();
        var leftOut = 0;
        foreach (var definition in definitions)
        {
            var slices = Slices.OfFrozen(db, frozen.Month, definition.Basis);
            var crossed = await slices.Crossed(settings.AreaDigits, ct);
            List<OpenTable.Count> kept = [];
            foreach (var (area, category, tallies) in crossed)
            {
                var cases = (int)definition.Of(tallies).Counted;
                if (cases == 0)
                    continue;
                if (scope.Counts(category))
                    kept.Add(new OpenTable.Count(area, category, cases));
                else if (definition == definitions[0])
                    leftOut += cases;
            }
            counts.Add(kept);
        }
        var places = await StandingAreas.PlacesOn(db, FigureList.DaysOf(frozen.Month).To, ct);
        var names = (await histories.Categories(ct)).ToDictionary(c => c.Key, StringComparer.Ordinal);
        var (content, held) = OpenTable.Fill(
            new OpenContent
            {
                Month = frozen.Month,
                VersionNo = no,
                Reason = reason,
                FrozenAt = frozen.FrozenAt,
                Least = Math.Max(settings.Least, before?.Least ?? 0),
                Scope = scope,
                Publisher = settings.Publisher is { Length: > 0 } publisher
                    ? publisher
                    : places.GetValueOrDefault(Root(db.DistrictId))?.NameZh ?? Root(db.DistrictId),
                LicenceId = settings.LicenceId,
                LicenceName = settings.LicenceName,
                LicenceUrl = settings.LicenceUrl,
                Figures = [.. definitions.Select(Figure)],
                Areas = [],
                Categories = [],
                Rows = [],
            },
            db.DistrictId,
            settings.AreaDigits,
            counts,
            places,
            names,
            before,
            key => !settings.Scope.Counts(key)
        );
        return (content, held, leftOut);
    }

    private static OpenFigure Figure(FigureDefinition definition) =>
        new(
            definition.Key,
            definition.Version,
            definition.Name.Zh,
            definition.Name.En,
            definition.Formula.Zh,
            definition.Formula.En,
            definition.Exclusions?.Zh ?? "",
            definition.Exclusions?.En ?? "",
            definition.Source.Zh,
            definition.Source.En
        );

    private static string Root(int districtId) => districtId.ToString(CultureInfo.InvariantCulture);

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
