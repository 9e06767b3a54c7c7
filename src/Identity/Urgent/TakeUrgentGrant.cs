using Gezhi.Identity.Accounts;
using Gezhi.Identity.Contract;
using Gezhi.Identity.Posts;
using Gezhi.Identity.Sessions;
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
using Microsoft.Extensions.Localization;

namespace Gezhi.Identity.Urgent;

/// <summary>Takes, ends and looks at urgent grants. 应急授权办理</summary>
internal sealed class TakeUrgentGrant(
    GezhiDb db,
    UrgentRule rule,
    AdministratorAlarm alarm,
    Staffing staffing,
    Standings standings,
    IStringLocalizer texts,
    TimeProvider clock
)
{
    private const int Shown = 100;

    /// <param name="Role">One of the roles that the setting allows.</param>
    /// <param name="AreaCode">Inside the area of the person's own post.</param>
    /// <param name="Minutes">At least five; at most what the setting allows.</param>
    /// <param name="Reason">Why nobody else can do it in time.</param>
    public sealed record Command(
        [property: Needed] Role? Role,
        [property: Needed, Longest(17)] string AreaCode,
        [property: Needed] int? Minutes,
        [property: Needed, Longest(100)] string Reason
    );

    /// <param name="IsJustified">What the review found.</param>
    public sealed record Answer([property: Needed] bool? IsJustified, [property: Needed, Longest(100)] string Review, int? Version = null);

    /// <param name="Mark">Stands before the detail of every audit row that was written under it.</param>
    public sealed record View(
        Guid Id,
        string Person,
        Role Role,
        string AreaCode,
        string Reason,
        DateTime OpenedAt,
        DateTime EndsAt,
        DateTime? EndedAt,
        bool Runs,
        bool IsMine,
        string Mark,
        bool? IsJustified,
        string Review,
        string Reviewer,
        int Version
    );

    public static void Map(IEndpointRouteBuilder routes)
    {
        var grants = routes.MapGroup("/api/urgent-grants").WithTags("Posts 岗位");
        grants
            .MapGet("", (TakeUrgentGrant take, Actor actor, CancellationToken ct) => take.List(actor, ct))
            .WithSummary("应急授权 · Urgent grants")
            .RequirePermission(UrgentPage.MaySee);
        grants
            .MapPost(
                "",
                async (Command command, TakeUrgentGrant take, Actor actor, CancellationToken ct) =>
                    Results.Created("/api/urgent-grants", new WrittenId(await take.Run(command, actor, ct)))
            )
            .WithSummary("启用应急授权 · Take a role for some minutes, alone; the administrators are alarmed")
            .RequirePermission(Permission.ClearAlarm);
        grants
            .MapPost(
                "/{grantId:guid}/end",
                async (Guid grantId, TakeUrgentGrant take, Actor actor, CancellationToken ct) =>
                {
                    await take.End(grantId, actor, ct);
                    return Results.NoContent();
                }
            )
            .WithSummary("提前结束应急授权 · End it before its time")
            .RequirePermission(Permission.ClearAlarm, Permission.ManagePosts);
        grants
            .MapPost(
                "/{grantId:guid}/review",
                async (Guid grantId, Answer answer, TakeUrgentGrant take, Actor actor, CancellationToken ct) =>
                {
                    await take.Review(grantId, answer, actor, ct);
                    return Results.NoContent();
                }
            )
            .WithSummary("复核应急授权 · Look at it after")
            .RequirePermission(Permission.ReadAudit);
    }

    /// <exception cref="Forbidden">No post of the person that commands emergencies reaches the area.</exception>
    /// <exception cref="RuleViolation"><c>urgent.running</c>: one at a time.</exception>
    public async Task<Guid> Run(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (!rule.Roles.Contains(command.Role!.Value))
            throw new InvalidInput(nameof(command.Role), "input.invalid");
        if (command.Minutes is not { } minutes || minutes < UrgentRule.LeastMinutes || minutes > rule.MostMinutes)
            throw new InvalidInput(nameof(command.Minutes), "input.out-of-range");
        if (!AreaCode.TryParse(command.AreaCode, out var area) || area.DistrictId != actor.DistrictId)
            throw new InvalidInput(nameof(command.AreaCode), "post.needs-area");
        var reason = PlainText.CleanLine(command.Reason);
        if (reason.Length < 4)
            throw new InvalidInput(nameof(command.Reason), "urgent.reason");
        actor.Require(Permission.ClearAlarm, area.Value);
        var now = clock.UtcNow;
        var accountId = actor.AccountId!.Value;
        if (await db.Set<UrgentGrant>().AnyAsync(g => g.AccountId == accountId && g.EndedAt == null && g.EndsAt > now, ct))
            throw new RuleViolation("urgent.running");
        db.Entry(await db.Accounts.FirstAsync(a => a.Id == accountId, ct)).State = EntityState.Modified; // its version counts: of two at once one is refused
        var grant = new UrgentGrant
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            AccountId = accountId,
            Role = command.Role.Value,
            AreaCode = area.Value,
            Reason = reason,
            OpenedAt = now,
            EndsAt = now.AddMinutes(minutes),
        };
        db.Add(grant);
        var detail = $"{AuditTrail.UrgentMark(grant.Id)} {grant.Role} {grant.AreaCode} {minutes} min: {reason}";
        db.Audit(actor, "urgent.taken", accountId, detail, now);
        await alarm.Tell(
            Separation.Administrators,
            null,
            UrgentRule.Notice,
            "/urgent-grants",
            () =>
                (
                    texts["格治：应急授权"],
                    texts["【格治】有人启用了应急授权：{0}，{1}，{2} 分钟。请登录系统查看。", texts.Of(grant.Role), grant.AreaCode, minutes]
                ),
            now,
            ct
        );
        try
        {
            await db.Save(ct);
        }
        catch (StaleVersion)
        {
            throw new RuleViolation("urgent.running");
        }
        standings.Drop(db.DistrictId, accountId);
        return grant.Id;
    }

    /// <summary>By the person, or by the security administrator.</summary>
    public async Task End(Guid grantId, Actor actor, CancellationToken ct)
    {
        var grant = await Find(grantId, ct);
        if (grant.AccountId != actor.AccountId && !actor.Can(Permission.ManagePosts))
            throw new NotFound("urgent grant");
        var now = clock.UtcNow;
        if (!grant.Runs(now))
            return;
        grant.End(actor.AccountId!.Value, now);
        db.Audit(actor, "urgent.ended", grant.AccountId, AuditTrail.UrgentMark(grant.Id), now);
        await db.Save(ct);
        standings.Drop(db.DistrictId, grant.AccountId);
    }

    /// <exception cref="RuleViolation"><c>urgent.still-running</c>; <c>urgent.reviewed</c>.</exception>
    public async Task Review(Guid grantId, Answer answer, Actor actor, CancellationToken ct)
    {
        if (!actor.Can(Permission.ReadAudit))
            throw new Forbidden(Permission.ReadAudit);
        Input.Check(answer);
        var grant = await Find(grantId, ct);
        if (answer.Version is { } seen && seen != grant.Version)
            throw new StaleVersion(grant.Version);
        if (grant.AccountId == actor.AccountId)
            throw new NotFound("urgent grant"); // nobody looks at their own
        var now = clock.UtcNow;
        if (grant.Runs(now))
            throw new RuleViolation("urgent.still-running");
        if (grant.ReviewedAt is not null)
            throw new RuleViolation("urgent.reviewed");
        grant.Look(actor.AccountId!.Value, answer.IsJustified!.Value, PlainText.CleanLine(answer.Review), now);
        db.Audit(actor, "urgent.reviewed", grant.AccountId, $"{AuditTrail.UrgentMark(grant.Id)} {grant.IsJustified}", now);
        await db.Save(ct);
    }

    /// <summary>Newest first: all for administrators, else one's own.</summary>
    public async Task<IReadOnlyList<View>> List(Actor actor, CancellationToken ct)
    {
        var (now, me) = (clock.UtcNow, actor.AccountId);
        var rows = db.Set<UrgentGrant>().AsNoTracking();
        if (!actor.Posts.Any(p => Separation.IsAdministrator(p.Role)))
            rows = rows.Where(g => g.AccountId == me);
        var grants = await rows.OrderByDescending(g => g.Id).Take(Shown).ToListAsync(ct);
        var names = await staffing.Names(
            [.. grants.Select(g => g.AccountId).Concat(grants.Select(g => g.ReviewedBy).OfType<Guid>()).Distinct()],
            ct
        );
        return grants.ConvertAll(g => new View(
            g.Id,
            names.GetValueOrDefault(g.AccountId, ""),
            g.Role,
            g.AreaCode,
            g.Reason,
            g.OpenedAt,
            g.EndsAt,
            g.EndedAt,
            g.Runs(now),
            g.AccountId == me,
            AuditTrail.UrgentMark(g.Id),
            g.IsJustified,
            g.Review,
            g.ReviewedBy is { } by ? names.GetValueOrDefault(by, "") : "",
            g.Version
        ));
    }

    /// <summary>How many run now, and how many nobody has looked at: for the administrators' pages.</summary>
    public async Task<(int Running, int Unseen)> Count(CancellationToken ct)
    {
        var now = clock.UtcNow;
        var open = db.Set<UrgentGrant>().Where(g => g.ReviewedAt == null);
        return (
            await open.CountAsync(g => g.EndedAt == null && g.EndsAt > now, ct),
            await open.CountAsync(g => g.EndedAt != null || g.EndsAt <= now, ct)
        );
    }

    private async Task<UrgentGrant> Find(Guid grantId, CancellationToken ct) =>
        await db.Set<UrgentGrant>().FirstOrDefaultAsync(g => g.Id == grantId, ct) ?? throw new NotFound("urgent grant");
}
