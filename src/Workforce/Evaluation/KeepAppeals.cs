using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Gezhi.Workforce.Evaluation;

/// <summary>Appeals: made by whoever is evaluated, decided by another person with a reason. 考核申诉</summary>
public sealed class KeepAppeals(
    GezhiDb db,
    ReadEvaluation reading,
    EvaluationCases cases,
    EvaluationNames names,
    ReckonMonths reckoning,
    TellEvaluated telling,
    FileIntake files,
    BlobStore blobs,
    TimeProvider clock
)
{
    /// <summary>Most photos of one appeal.</summary>
    public const int MostPhotos = 3;
    private const int MostListed = 200;

    /// <param name="Month">yyyyMM.</param>
    public sealed record Command(
        int Month,
        [property: Needed, Longest(40)] string Scheme,
        [property: Needed, Longest(40)] string Subject,
        Guid CaseId,
        [property: Needed, Longest(800)] string Words
    );

    /// <param name="IsForAll">The case is left out for all areas, units and workers; only by a post of the whole district.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Decision(
        bool IsUpheld,
        [property: Needed, Longest(400)] string Reason,
        ExclusionReason Why = ExclusionReason.Other,
        bool IsForAll = false,
        int? Version = null
    );

    /// <param name="Version">The version the person saw.</param>
    public sealed record Step(int? Version = null);

    /// <param name="Name">Of the subject.</param>
    /// <param name="CaseNo">Null until filed.</param>
    /// <param name="Photos">Hashes.</param>
    public sealed record View(
        Guid Id,
        int Month,
        string Scheme,
        string Subject,
        SubjectKind Kind,
        string Name,
        Guid CaseId,
        string? CaseNo,
        string Words,
        IReadOnlyList<string> Photos,
        DateTime MadeAt,
        AppealState State,
        DateTime? DecidedAt,
        string Decision,
        bool IsMine,
        bool MayDecide,
        int Version
    );

    public static void Map(IEndpointRouteBuilder api, IEndpointRouteBuilder pages)
    {
        api.MapGet(
                "/appeals",
                (string? state, KeepAppeals feature, Actor actor, CancellationToken ct) => feature.All(StateOf(state), actor, ct)
            )
            .WithSummary("考核申诉 · Appeals that the reader made or may decide; state: Open, Upheld, Refused, Withdrawn");
        api.MapPost(
                "/appeals",
                (Command command, HttpRequest request, KeepAppeals feature, Actor actor, CancellationToken ct) =>
                    feature.Make(command, [], request.Headers["Idempotency-Key"].FirstOrDefault(), actor, ct)
            )
            .WithSummary("提出申诉 · Appeal against a case being counted");
        api.MapPost(
                "/appeals/{appealId:guid}/decision",
                (Guid appealId, Decision command, KeepAppeals feature, Actor actor, CancellationToken ct) =>
                    feature.Decide(appealId, command, actor, ct)
            )
            .RequirePermission(Permission.DecideEvaluation)
            .WithSummary("裁决申诉 · Decide an appeal, by another person");
        api.MapPost(
                "/appeals/{appealId:guid}/withdrawal",
                (Guid appealId, Step step, KeepAppeals feature, Actor actor, CancellationToken ct) =>
                    feature.Withdraw(appealId, step, actor, ct)
            )
            .WithSummary("撤回申诉 · Withdraw one's own appeal");
        pages
            .MapGet(
                "/appeals/{appealId:guid}/photos/{hash:length(64)}/{size}",
                (Guid appealId, string hash, string size, KeepAppeals feature, Actor actor, HttpContext http, CancellationToken ct) =>
                    feature.Photo(appealId, hash, size, actor, http, ct)
            )
            .ExcludeFromDescription();
    }

    private static AppealState? StateOf(string? text) =>
        text is { Length: > 0 } ? Named.One<AppealState>(text) ?? throw new InvalidInput("state", "input.invalid") : null;

    /// <summary>Newest first; of those that the reader made, is evaluated by or may decide.</summary>
    public async Task<IReadOnlyList<View>> All(AppealState? state, Actor actor, CancellationToken ct)
    {
        var rows = await db.Set<Appeal>()
            .AsNoTracking()
            .Where(a => state == null || a.State == state)
            .OrderByDescending(a => a.Id)
            .Take(MostListed * 10)
            .ToListAsync(ct);
        return await Views([.. rows.Where(a => Sees(a, actor)).Take(MostListed)], actor, ct);
    }

    /// <summary>Those about one result, newest first.</summary>
    public async Task<IReadOnlyList<View>> Of(int month, string scheme, string subject, Actor actor, CancellationToken ct) =>
        await Views(
            (
                await db.Set<Appeal>()
                    .AsNoTracking()
                    .Where(a => a.Month == month && a.SchemeKey == scheme && a.SubjectCode == subject)
                    .OrderByDescending(a => a.Id)
                    .ToListAsync(ct)
            ).FindAll(a => Sees(a, actor)),
            actor,
            ct
        );

    /// <exception cref="RuleViolation"><c>evaluation.not-own</c>, <c>evaluation.too-late</c>, <c>evaluation.not-counted</c>, <c>evaluation.appealed</c>.</exception>
    public async Task<View> Make(Command command, IReadOnlyList<IncomingFile> photos, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (photos.Count > MostPhotos)
            throw new RuleViolation("evaluation.photos", MostPhotos);
        var month = EvaluationScope.MonthOf($"{command.Month}");
        var (latest, frozen) = await cases.Rows(command.Scheme, command.Subject, month, actor, ct);
        if (!EvaluationScope.IsOwn(actor, command.Scheme, command.Subject) || actor.AccountId is not { } me)
            throw new RuleViolation("evaluation.not-own");
        var now = clock.UtcNow;
        return await Once.Run(
            db,
            "evaluation-appeal",
            key,
            command,
            now,
            async () =>
            {
                if (reading.Today > reading.Until(frozen.ReckonedAt))
                    throw new RuleViolation("evaluation.too-late");
                if (!await cases.Counts(latest, command.CaseId, ct))
                    throw new RuleViolation("evaluation.not-counted");
                if (
                    await db.Set<Appeal>()
                        .AnyAsync(
                            a =>
                                a.Month == month
                                && a.SchemeKey == command.Scheme
                                && a.SubjectCode == command.Subject
                                && a.CaseId == command.CaseId
                                && a.State != AppealState.Withdrawn,
                            ct
                        )
                )
                    throw new RuleViolation("evaluation.appealed");
                var hashes = new List<string>();
                foreach (var photo in photos)
                    hashes.Add((await files.Keep(db, photo, now, ct)).Hash);
                var appeal = new Appeal
                {
                    DistrictId = db.DistrictId,
                    Id = Ids.New(now),
                    Month = month,
                    SchemeKey = command.Scheme,
                    SubjectCode = command.Subject,
                    Kind = latest.Kind,
                    AreaCode = latest.AreaCode,
                    CaseId = command.CaseId,
                    MadeBy = me,
                    MadeAt = now,
                    Words = PlainText.Clean(command.Words),
                    Photos = string.Join(' ', hashes.Distinct()),
                };
                db.Add(appeal);
                db.Audit(actor, "evaluation.appealed", appeal.Id, $"{month} {appeal.SchemeKey}", now);
                await telling.Appealed(appeal, now, ct);
                return (await Views([appeal], actor, ct))[0];
            },
            ct
        );
    }

    /// <summary>Upheld, the case is left out and the result is reckoned again as the next revision.</summary>
    /// <exception cref="RuleViolation"><c>evaluation.decided</c>, <c>evaluation.own-decision</c>, <c>evaluation.for-all</c>.</exception>
    public async Task<View> Decide(Guid appealId, Decision command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var appeal = await Find(appealId, command.Version, actor, ct);
        if (appeal.MadeBy == actor.AccountId || EvaluationScope.IsOwn(actor, appeal.SchemeKey, appeal.SubjectCode))
            throw new RuleViolation("evaluation.own-decision");
        if (!EvaluationScope.Decides(actor, appeal.SchemeKey, appeal.SubjectCode, appeal.AreaCode) || actor.AccountId is not { } me)
            throw new Forbidden(Permission.DecideEvaluation);
        if (command.IsForAll && !EvaluationScope.DecidesForAll(actor))
            throw new RuleViolation("evaluation.for-all");
        if (appeal.State != AppealState.Open)
            throw new RuleViolation("evaluation.decided");
        var (now, reason) = (clock.UtcNow, PlainText.Clean(command.Reason));
        (appeal.State, appeal.DecidedBy, appeal.DecidedAt, appeal.Decision) = (
            command.IsUpheld ? AppealState.Upheld : AppealState.Refused,
            me,
            now,
            reason
        );
        if (command.IsUpheld)
        {
            db.Add(
                new Exclusion
                {
                    DistrictId = db.DistrictId,
                    Id = Ids.New(now),
                    Month = appeal.Month,
                    CaseId = appeal.CaseId,
                    SchemeKey = command.IsForAll ? "" : appeal.SchemeKey,
                    SubjectCode = command.IsForAll ? "" : appeal.SubjectCode,
                    Why = command.Why,
                    Reason = reason,
                    DecidedBy = me,
                    DecidedAt = now,
                    AppealId = appeal.Id,
                }
            );
            await KeepExclusions.Revise(reckoning, telling, appeal.Month, reason, appeal, now, ct);
        }
        await telling.Changed(
            appeal.SchemeKey,
            appeal.Kind,
            appeal.SubjectCode,
            appeal.AreaCode,
            appeal.Month,
            reason,
            [appeal.MadeBy],
            now,
            ct
        );
        db.Audit(actor, command.IsUpheld ? "evaluation.upheld" : "evaluation.refused", appeal.Id, $"{appeal.Month} {appeal.CaseId}", now);
        await db.Save(ct);
        return (await Views([appeal], actor, ct))[0];
    }

    /// <exception cref="RuleViolation"><c>evaluation.decided</c>, <c>evaluation.not-own</c>.</exception>
    public async Task<View> Withdraw(Guid appealId, Step step, Actor actor, CancellationToken ct)
    {
        var appeal = await Find(appealId, step.Version, actor, ct);
        if (appeal.MadeBy != actor.AccountId)
            throw new RuleViolation("evaluation.not-own");
        if (appeal.State != AppealState.Open)
            throw new RuleViolation("evaluation.decided");
        appeal.State = AppealState.Withdrawn;
        db.Audit(actor, "evaluation.withdrawn", appeal.Id, $"{appeal.Month} {appeal.SchemeKey}", clock.UtcNow);
        await db.Save(ct);
        return (await Views([appeal], actor, ct))[0];
    }

    private async Task<Appeal> Find(Guid appealId, int? version, Actor actor, CancellationToken ct)
    {
        var appeal = await db.Set<Appeal>().FirstOrDefaultAsync(a => a.Id == appealId, ct);
        if (appeal is null || !Sees(appeal, actor))
            throw new NotFound("appeal");
        if (version is { } seen && seen != appeal.Version)
            throw new StaleVersion(appeal.Version);
        return appeal;
    }

    /// <summary>Whoever is evaluated by it, and whoever decides about it; a community or a grid lead reads no appeal of a person.</summary>
    private static bool Sees(Appeal appeal, Actor actor) =>
        appeal.MadeBy == actor.AccountId
        || EvaluationScope.IsOwn(actor, appeal.SchemeKey, appeal.SubjectCode)
        || EvaluationScope.Decides(actor, appeal.SchemeKey, appeal.SubjectCode, appeal.AreaCode);

    private async Task<IReadOnlyList<View>> Views(IReadOnlyList<Appeal> appeals, Actor actor, CancellationToken ct)
    {
        var labels = await reading.Labels([.. appeals.Select(a => a.CaseId).Distinct()], ct);
        var views = new List<View>();
        foreach (var a in appeals)
            views.Add(
                new View(
                    a.Id,
                    a.Month,
                    a.SchemeKey,
                    a.SubjectCode,
                    a.Kind,
                    await names.NameOf(a.Kind, a.SubjectCode, ct),
                    a.CaseId,
                    labels.GetValueOrDefault(a.CaseId)?.CaseNo,
                    a.Words,
                    a.PhotoHashes(),
                    a.MadeAt,
                    a.State,
                    a.DecidedAt,
                    a.Decision,
                    a.MadeBy == actor.AccountId,
                    a.State == AppealState.Open
                        && a.MadeBy != actor.AccountId
                        && EvaluationScope.Decides(actor, a.SchemeKey, a.SubjectCode, a.AreaCode),
                    a.Version
                )
            );
        return views;
    }

    private async Task<IResult> Photo(Guid appealId, string hash, string size, Actor actor, HttpContext http, CancellationToken ct)
    {
        var appeal = await Find(appealId, null, actor, ct);
        if (size is not ("thumb" or "screen") || !appeal.PhotoHashes().Contains(hash))
            throw new NotFound("photo");
        if (
            await db.Set<StoredFile>().AsNoTracking().FirstOrDefaultAsync(f => f.Hash == hash, ct)
            is not { Preview: PreviewState.Ready } file
        )
            throw new NotFound("preview");
        http.Response.Headers.CacheControl = "private, max-age=300";
        http.Response.Headers.ContentDisposition = "inline";
        return Results.File(
            blobs.Place(file.DistrictId, file.Folder, $"{file.Hash}.{size}.webp"),
            "image/webp",
            entityTag: new EntityTagHeaderValue($"\"{file.Hash}-{size}\"")
        );
    }
}
