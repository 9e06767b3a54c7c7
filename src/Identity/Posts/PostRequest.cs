using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Identity.Posts;

/// <summary>Somebody who sees a vacancy asks that a post be given; giving it stays with the security administrator. 岗位申请</summary>
internal sealed class PostRequest : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Role Role { get; init; }
    public string AreaCode { get; init; } = "";

    /// <summary>Whom they have in mind, name or user name; empty when nobody yet.</summary>
    public string Person { get; init; } = "";

    public string Reason { get; init; } = "";
    public Guid AskedBy { get; init; }
    public DateTime AskedAt { get; init; }
    public DateTime? DecidedAt { get; set; }

    /// <summary>The post that was given; null while it waits and when it was refused.</summary>
    public Guid? PostId { get; set; }

    /// <summary>Why not; null unless refused.</summary>
    public string? Refusal { get; set; }

    public int Version { get; set; } = 1;
}

internal sealed class PostRequestTable : IEntityTypeConfiguration<PostRequest>
{
    public void Configure(EntityTypeBuilder<PostRequest> row)
    {
        row.ToTable("identity_post_request");
        row.HasKey(r => new { r.DistrictId, r.Id });
        row.Property(r => r.AreaCode).HasMaxLength(17);
        row.HasIndex(r => new { r.DistrictId, r.DecidedAt });
        row.HasIndex(r => new { r.DistrictId, r.AskedBy });
    }
}

/// <summary>Asks for a post, or answers. 申请岗位</summary>
internal sealed class RequestPost(GezhiDb db, TimeProvider clock)
{
    private const int Most = 200;

    /// <summary>Roles that stand in the staffing of an area.</summary>
    public static IReadOnlyList<Role> Roles { get; } = [Role.GridWorker, Role.GridLead, Role.CommunitySecretary, Role.Leader];

    /// <param name="Person">Whom they have in mind; null when nobody yet.</param>
    public sealed record Command(
        [property: Needed] Role? Role,
        [property: Needed, Longest(17)] string AreaCode,
        [property: Longest(40)] string? Person,
        [property: Needed, Longest(100)] string Reason
    );

    public sealed record Answer([property: Needed, Longest(100)] string Refusal);

    /// <exception cref="Forbidden">The actor does not see the staffing of that place.</exception>
    /// <exception cref="RuleViolation"><c>post-request.twice</c>: the same is asked and not yet answered.</exception>
    public async Task<Guid> Run(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (!Roles.Contains(command.Role!.Value))
            throw new InvalidInput(nameof(command.Role), "input.invalid");
        if (!AreaCode.TryParse(command.AreaCode, out var area) || area.DistrictId != actor.DistrictId)
            throw new InvalidInput(nameof(command.AreaCode), "post.needs-area");
        actor.Require(Permission.SeeStaffing, area.Value);
        if (await Open().AnyAsync(r => r.Role == command.Role && r.AreaCode == area.Value, ct))
            throw new RuleViolation("post-request.twice");
        var now = clock.UtcNow;
        var request = new PostRequest
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            Role = command.Role.Value,
            AreaCode = area.Value,
            Person = PlainText.CleanLine(command.Person),
            Reason = PlainText.CleanLine(command.Reason),
            AskedBy = actor.AccountId!.Value,
            AskedAt = now,
        };
        db.Add(request);
        db.Audit(actor, "post.requested", request.Id, $"{request.Role} {request.AreaCode}", now);
        await db.Save(ct);
        return request.Id;
    }

    /// <exception cref="NotFound">No such request, or it is answered.</exception>
    public async Task Refuse(Guid requestId, Answer command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var request = await Open().FirstOrDefaultAsync(r => r.Id == requestId, ct) ?? throw new NotFound("request");
        (request.DecidedAt, request.Refusal) = (clock.UtcNow, PlainText.CleanLine(command.Refusal));
        db.Audit(actor, "post.request-refused", request.Id, $"{request.Role} {request.AreaCode}", clock.UtcNow);
        await db.Save(ct);
    }

    /// <summary>All that wait for the security administrator; for others what they asked for. Newest first.</summary>
    public async Task<IReadOnlyList<PostRequest>> List(Actor actor, CancellationToken ct)
    {
        var me = actor.AccountId;
        var rows = actor.Can(Permission.ManagePosts) ? Open() : db.Set<PostRequest>().Where(r => r.AskedBy == me);
        return await rows.AsNoTracking().OrderByDescending(r => r.Id).Take(Most).ToListAsync(ct);
    }

    /// <summary>One that waits; null when it is answered or not there.</summary>
    public Task<PostRequest?> Find(Guid requestId, CancellationToken ct) => Open().FirstOrDefaultAsync(r => r.Id == requestId, ct);

    private IQueryable<PostRequest> Open() => db.Set<PostRequest>().Where(r => r.DecidedAt == null);
}
