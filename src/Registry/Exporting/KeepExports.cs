using Gezhi.Grids.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Consents;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Registry.Contract;
using Gezhi.Registry.Searching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Registry.Exporting;

/// <summary>Asks for a list of the registry, and decides on the asking of others. 申请与审批导出</summary>
public sealed class KeepExports(Ledger ledger, ReadNames? names = null)
{
    /// <summary>A list of more records needs a second person.</summary>
    public const int AloneUpTo = 200;

    /// <summary>Most records of one list.</summary>
    public const int MostRows = 200_000;

    /// <summary>Requests on one page.</summary>
    private const int MostShown = 50;

    /// <summary>How long a file can be fetched.</summary>
    public static readonly TimeSpan Open = TimeSpan.FromHours(24);

    /// <param name="AreaCode">An area in which the actor keeps records.</param>
    /// <param name="Note">What exactly it is for; no names.</param>
    /// <param name="OfConsents">The consents of people, instead of their records; only with the kind of people.</param>
    public sealed record Asking(
        [property: Needed] RecordKind? Kind,
        [property: Needed, Longest(17)] string AreaCode,
        [property: Needed] ExportPurpose? Purpose,
        [property: Needed, Longest(100)] string Note,
        bool OfConsents = false
    );

    /// <param name="Version">The one the person saw.</param>
    /// <param name="Reason">Needed for a refusal.</param>
    public sealed record Decision(bool IsApproved, int Version, [property: Longest(100)] string? Reason = null);

    /// <summary>An export as its page and the API show it.</summary>
    /// <param name="IsMine">The reader asked for it.</param>
    /// <param name="MayDecide">The reader is the second person.</param>
    /// <param name="IsOpen">The file can be fetched now.</param>
    public sealed record View(
        Guid Id,
        int Version,
        RecordKind Kind,
        string AreaCode,
        string AreaName,
        ExportPurpose Purpose,
        string Note,
        int Rows,
        ExportState State,
        string? By,
        DateTime CreatedAt,
        string? DecidedBy,
        DateTime? DecidedAt,
        string? Reason,
        DateTime? OpenUntil,
        int Fetched,
        bool IsMine,
        bool MayDecide,
        bool IsOpen,
        bool IsOfConsents = false
    );

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(
                "/exports",
                async (Asking command, KeepExports feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(new WrittenId(await feature.Ask(command, actor, ct)))
            )
            .WithSummary("申请导出台账 · Ask for a list");
        api.MapGet(
                "/exports",
                async (KeepExports feature, Actor actor, CancellationToken ct) => TypedResults.Ok(await feature.Latest(actor, ct))
            )
            .WithSummary("台账导出列表 · Exports, one's own and those to decide on");
        api.MapPost(
                "/exports/{id:guid}/decision",
                async (Guid id, Decision command, KeepExports feature, Actor actor, CancellationToken ct) =>
                {
                    await feature.Decide(id, command, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .WithSummary("审批导出 · Decide on an export");
    }

    /// <exception cref="Forbidden">The actor keeps no records there.</exception>
    /// <exception cref="InvalidInput">A field is missing, or there are more records than a list may have.</exception>
    public async Task<Guid> Ask(Asking command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (!AreaCode.TryParse(command.AreaCode, out var area) || ledger.Areas.NameOf(area.Value) is null)
            throw new InvalidInput("AreaCode", "registry.area-unknown");
        actor.Require(Permission.KeepRegistry, area.Value);
        if (command.OfConsents && command.Kind != RecordKind.Person)
            throw new InvalidInput("Kind", "input.invalid");
        var count = command.OfConsents
            ? await Consents(area.Value).CountAsync(ct)
            : await Entries(command.Kind!.Value, area.Value).CountAsync(ct);
        if (count > MostRows)
            throw new InvalidInput("AreaCode", "registry.export-too-large");
        if (count == 0)
            throw new InvalidInput("AreaCode", "registry.export-empty");
        var isAlone = count <= AloneUpTo && command.Kind is not (RecordKind.Person or RecordKind.Household);
        var export = new RegistryExport
        {
            DistrictId = ledger.Db.DistrictId,
            Id = Ids.New(ledger.Now),
            Kind = command.Kind!.Value,
            IsOfConsents = command.OfConsents,
            AreaCode = area.Value,
            Purpose = command.Purpose!.Value,
            Note = PlainText.CleanLine(command.Note),
            Rows = count,
            LastNumber = EntryNumbers.New(command.Kind.Value, ledger.Now),
            By = actor.AccountId!.Value,
            CreatedAt = ledger.Now,
            State = isAlone ? ExportState.Approved : ExportState.Waiting,
            OpenUntil = isAlone ? ledger.Now + Open : null,
        };
        ledger.Db.Add(export);
        ledger.Db.Audit(
            actor,
            "registry.export-asked",
            export.Id,
            $"{(export.IsOfConsents ? "Consent" : export.Kind.ToString())} {export.AreaCode} {export.Purpose} {count} {export.Note}",
            ledger.Now
        );
        await ledger.Save(ct);
        return export.Id;
    }

    /// <summary>By another person than the one who asked, who keeps the records of the whole area too.</summary>
    /// <exception cref="RuleViolation"><c>registry.export-own</c>, <c>registry.export-decided</c>.</exception>
    public async Task Decide(Guid id, Decision command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var export = await ledger.Db.Set<RegistryExport>().FirstOrDefaultAsync(e => e.Id == id, ct);
        if (export is null || (export.By != actor.AccountId && !Decides(actor, export)))
            throw new NotFound("export");
        if (export.By == actor.AccountId)
            throw new RuleViolation("registry.export-own");
        if (export.State != ExportState.Waiting)
            throw new RuleViolation("registry.export-decided");
        if (export.Version != command.Version)
            throw new StaleVersion(export.Version);
        var reason = PlainText.CleanLine(command.Reason);
        if (!command.IsApproved && reason.Length == 0)
            throw new InvalidInput("Reason", "input.required");
        (export.State, export.DecidedBy, export.DecidedAt) = (
            command.IsApproved ? ExportState.Approved : ExportState.Refused,
            actor.AccountId,
            ledger.Now
        );
        (export.Reason, export.OpenUntil) = (reason.Length > 0 ? reason : null, command.IsApproved ? ledger.Now + Open : null);
        ledger.Db.Audit(actor, command.IsApproved ? "registry.export-approved" : "registry.export-refused", id, reason, ledger.Now);
        await ledger.Save(ct);
    }

    /// <summary>One's own and those one may decide on, the latest first.</summary>
    public async Task<IReadOnlyList<View>> Latest(Actor actor, CancellationToken ct)
    {
        var found = ledger.Db.Set<RegistryExport>().AsNoTracking();
        var rows = await found.Where(e => e.By == actor.AccountId).OrderByDescending(e => e.Id).Take(MostShown).ToListAsync(ct);
        await foreach (
            var asked in found
                .Where(e => e.By != actor.AccountId && e.State == ExportState.Waiting)
                .OrderByDescending(e => e.Id)
                .AsAsyncEnumerable()
                .WithCancellation(ct)
        )
            if (rows.Count >= 2 * MostShown)
                break;
            else if (Decides(actor, asked)) // rights first, then the length of the page: others' requests crowd nobody out
                rows.Add(asked);
        rows = [.. rows.OrderByDescending(e => e.CreatedAt).ThenByDescending(e => e.Id).Take(MostShown)];
        var people = names is null
            ? null
            : await names([.. rows.SelectMany(r => new[] { r.By, r.DecidedBy }).OfType<Guid>().Distinct()], ct);
        return
        [
            .. rows.Select(e => new View(
                e.Id,
                e.Version,
                e.Kind,
                e.AreaCode,
                ledger.Areas.NameOf(e.AreaCode) ?? e.AreaCode,
                e.Purpose,
                e.Note,
                e.Rows,
                e.State,
                people?.GetValueOrDefault(e.By),
                e.CreatedAt,
                e.DecidedBy is { } who ? people?.GetValueOrDefault(who) : null,
                e.DecidedAt,
                e.Reason,
                e.OpenUntil,
                e.Fetched,
                e.By == actor.AccountId,
                e.State == ExportState.Waiting && e.By != actor.AccountId,
                e.By == actor.AccountId && IsOpen(e),
                e.IsOfConsents
            )),
        ];
    }

    internal bool IsOpen(RegistryExport e) => e.State == ExportState.Approved && e.OpenUntil > ledger.Now;

    internal IQueryable<RegistryEntry> Entries(RecordKind kind, string area)
    {
        var last = RegistryScope.LastIn(area);
        return ledger
            .Db.Set<RegistryEntry>()
            .AsNoTracking()
            .Where(e => e.AreaCode.CompareTo(area) >= 0 && e.AreaCode.CompareTo(last) <= 0 && e.Kind == kind);
    }

    internal IQueryable<ConsentRecord> Consents(string area)
    {
        var last = RegistryScope.LastIn(area);
        return ledger
            .Db.Set<ConsentRecord>()
            .AsNoTracking()
            .Where(c => c.AreaCode != null && c.AreaCode.CompareTo(area) >= 0 && c.AreaCode.CompareTo(last) <= 0);
    }

    /// <summary>Whoever leads the area: a worker does not decide on a colleague's list.</summary>
    private static bool Decides(Actor actor, RegistryExport e) =>
        actor.PostFor(Permission.ApproveExports, e.AreaCode) is not null && RegistryScope.Keeps(actor, e.AreaCode);
}
