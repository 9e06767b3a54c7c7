using Gezhi.Cases.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Joining;

/// <summary>One decision for many cases: joins a list, takes in by itself while it is switched on, takes all of it back. 集中并单</summary>
public sealed class JoinMany(CaseDesk desk, JoinRound round)
{
    /// <summary>Most cases of one list.</summary>
    public const int MostCases = 5_000;

    /// <param name="CaseIds">What may be the same matter; the lead may be among them.</param>
    /// <param name="LeadCaseId">The case that goes on; null: the furthest along, then the one with most reports, then the oldest.</param>
    public sealed record Command(IReadOnlyList<Guid> CaseIds, Guid? LeadCaseId = null);

    /// <param name="LeadCaseId">The open case that takes in.</param>
    /// <param name="RadiusMetres">Around the lead case.</param>
    /// <param name="Words">Words of the theme, separated by blanks; a report names at least one, or has the lead's category.</param>
    /// <param name="Hours">It ends by itself.</param>
    public sealed record Standing(
        Guid LeadCaseId,
        [property: Between(50, JoinBatch.LongestRadiusMetres)] int RadiusMetres = 500,
        [property: Longest(200)] string? Words = null,
        [property: Between(1, JoinBatch.LongestHours)] int Hours = 4
    );

    /// <param name="Reason">Why it is not the same; stands on the record of every case.</param>
    public sealed record Undo([property: Needed, Longest(1000)] string Reason);

    /// <param name="Id">The batch.</param>
    public sealed record Started(Guid Id);

    public static void Map(IEndpointRouteBuilder api)
    {
        var joins = api.MapGroup("/joins");
        joins
            .MapPost("", (Command command, JoinMany f, Actor actor, CancellationToken ct) => f.Run(command, actor, ct))
            .WithSummary("集中并单 · Join many cases to one");
        joins
            .MapPost("/standing", (Standing command, JoinMany f, Actor actor, CancellationToken ct) => f.Switch(command, actor, ct))
            .WithSummary("开启自动并单 · Take in what is reported of the same");
        joins
            .MapPost("/{batchId:guid}/end", (Guid batchId, JoinMany f, Actor actor, CancellationToken ct) => f.End(batchId, actor, ct))
            .WithSummary("关闭自动并单 · Switch it off");
        joins
            .MapPost(
                "/{batchId:guid}/undo",
                (Guid batchId, Undo command, JoinMany f, Actor actor, CancellationToken ct) => f.TakeBack(batchId, command, actor, ct)
            )
            .WithSummary("撤销集中并单 · Take a batch back");
    }

    /// <exception cref="RuleViolation"><c>join.nothing</c>: nothing that may be joined is among them.</exception>
    public async Task<Started> Run(Command command, Actor actor, CancellationToken ct)
    {
        if (command.CaseIds is not { Count: > 0 and <= MostCases })
            throw new InvalidInput(nameof(command.CaseIds), "input.invalid");
        var post = PostOf(actor);
        Guid[] ids = [.. command.CaseIds.Append(command.LeadCaseId ?? command.CaseIds[0]).Distinct()];
        var cases = await desk.Db.Cases.AsNoTracking().VisibleTo(actor, desk.Db).Where(c => ids.Contains(c.Id)).ToListAsync(ct);
        cases.RemoveAll(c => actor.PostFor(Permission.File, c.AreaCode) is null);
        var lead = command.LeadCaseId is { } wanted
            ? cases.Find(c => c.Id == wanted && CaseFlow.OpenStates.Contains(c.State)) ?? throw new RuleViolation("case.join-ended")
            : LeadOf(cases);
        var rest = cases.FindAll(c => c.Id != lead?.Id && CaseFlow.Table.Allows(c.State, CaseAction.Join));
        if (lead is null || rest.Count == 0)
            throw new RuleViolation("join.nothing");
        var batch = Batch(lead, post, actor);
        desk.Db.Add(batch);
        desk.Db.AddRange(
            rest.Select(c => new JoinBatchCase
            {
                DistrictId = desk.Db.DistrictId,
                BatchId = batch.Id,
                CaseId = c.Id,
                At = desk.Now,
            })
        );
        desk.Db.Audit(actor, "join.many", batch.Id, $"{rest.Count} → {lead.CaseNo ?? lead.Id.ToString()}", desk.Now);
        await desk.Db.Save(ct);
        await round.JoinSome(batch.Id, ct); // a few are done before the page comes back, the others follow
        return new Started(batch.Id);
    }

    /// <exception cref="RuleViolation"><c>join.no-place</c>, <c>join.no-theme</c>, <c>join.stands</c>, <c>case.join-ended</c>.</exception>
    public async Task<Started> Switch(Standing command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var lead = await desk.Find(command.LeadCaseId, null, actor, ct);
        var post = actor.Require(Permission.File, lead.AreaCode);
        var words = string.Join(
            ' ',
            PlainText
                .CleanLine(command.Words ?? "")
                .Split([' ', '、', '，', ','], StringSplitOptions.RemoveEmptyEntries)
                .Where(w => w.Length >= 2)
        );
        if (!CaseFlow.OpenStates.Contains(lead.State))
            throw new RuleViolation("case.join-ended");
        if (lead.Lon is null || lead.Lat is null)
            throw new RuleViolation("join.no-place");
        if (lead.CategoryKey is null && words.Length == 0)
            throw new RuleViolation("join.no-theme");
        if (await desk.Db.Set<JoinBatch>().AnyAsync(b => b.LeadCaseId == lead.Id && b.IsStanding && b.EndedAt == null, ct))
            throw new RuleViolation("join.stands");
        var batch = Batch(lead, post, actor, command, words);
        desk.Db.Add(batch);
        desk.Db.Audit(
            actor,
            "join.standing",
            batch.Id,
            $"{command.RadiusMetres} m, {command.Hours} h → {lead.CaseNo ?? lead.Id.ToString()}",
            desk.Now
        );
        await desk.Db.Save(ct);
        return new Started(batch.Id);
    }

    /// <summary>What is in stays in.</summary>
    public async Task<Started> End(Guid batchId, Actor actor, CancellationToken ct)
    {
        var batch = await Find(batchId, actor, ct);
        if (batch is { IsStanding: true, EndedAt: null })
        {
            (batch.EndedAt, batch.EndedBy) = (desk.Now, actor.AccountId);
            desk.Db.Audit(actor, "join.ended", batch.Id, "", desk.Now);
            await desk.Db.Save(ct);
        }
        return new Started(batch.Id);
    }

    /// <summary>Each case comes back as it was; a standing one is switched off.</summary>
    /// <exception cref="RuleViolation"><c>join.undone</c>.</exception>
    public async Task<Started> TakeBack(Guid batchId, Undo command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var batch = await Find(batchId, actor, ct);
        var post = PostOf(actor);
        if (batch.UndoneAt is not null)
            throw new RuleViolation("join.undone");
        (batch.UndoneAt, batch.UndoneBy, batch.UndoPostId, batch.UndoPostTitle) = (desk.Now, actor.AccountId, post.Id, post.Title);
        batch.UndoReason = CaseDesk.Text(command.Reason);
        batch.EndedAt ??= desk.Now;
        desk.Db.Audit(actor, "join.undone", batch.Id, batch.UndoReason!, desk.Now);
        await desk.Db.Save(ct);
        await round.Run(ct);
        return new Started(batch.Id);
    }

    /// <exception cref="NotFound">Not there, or its lead case is not for this person.</exception>
    private async Task<JoinBatch> Find(Guid batchId, Actor actor, CancellationToken ct)
    {
        var batch = await desk.Db.Set<JoinBatch>().FirstOrDefaultAsync(b => b.Id == batchId, ct) ?? throw new NotFound("join");
        var lead = await desk.Find(batch.LeadCaseId, null, actor, ct);
        actor.Require(Permission.File, lead.AreaCode);
        return batch;
    }

    /// <summary>The furthest along, then the one with most reports, then the oldest.</summary>
    internal static Case? LeadOf(IEnumerable<Case> cases) =>
        cases
            .Where(c => CaseFlow.OpenStates.Contains(c.State))
            .OrderByDescending(c => CaseFlow.OpenStates.ToList().IndexOf(c.State))
            .ThenByDescending(c => c.ReportCount)
            .ThenBy(c => c.CreatedAt)
            .FirstOrDefault();

    private static ActorPost PostOf(Actor actor) =>
        actor.Posts.FirstOrDefault(p => RolePermissions.Has(p.Role, Permission.File)) ?? throw new Forbidden(Permission.File);

    private JoinBatch Batch(Case lead, ActorPost post, Actor actor, Standing? standing = null, string words = "") =>
        new()
        {
            DistrictId = desk.Db.DistrictId,
            Id = Ids.New(desk.Now),
            LeadCaseId = lead.Id,
            Title = lead.Title,
            IsStanding = standing is not null,
            At = desk.Now,
            By = actor.AccountId ?? throw new Forbidden(Permission.File),
            PostId = post.Id,
            PostTitle = post.Title,
            CategoryKey = lead.CategoryKey,
            Words = words,
            Lon = lead.Lon ?? 0,
            Lat = lead.Lat ?? 0,
            RadiusMetres = standing?.RadiusMetres ?? 0,
            EndsAt = standing is null ? null : desk.Now.AddHours(standing.Hours),
            SeenTo = desk.Now,
        };
}
