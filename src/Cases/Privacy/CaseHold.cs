using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Cases.Privacy;

/// <summary>Nothing of a case is deleted while a dispute about it is open. 保全</summary>
public sealed class CaseHold : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid CaseId { get; init; }

    /// <summary>For what it is held; no personal data.</summary>
    public string Reason { get; init; } = "";

    public DateTime At { get; init; }
    public Guid? By { get; init; }

    /// <summary>UTC; null while it holds.</summary>
    public DateTime? EndedAt { get; internal set; }

    public Guid? EndedBy { get; internal set; }
    public int Version { get; set; } = 1;
}

internal sealed class CaseHoldTable : IEntityTypeConfiguration<CaseHold>
{
    public void Configure(EntityTypeBuilder<CaseHold> row)
    {
        row.ToTable("cases_hold");
        row.HasKey(h => new { h.DistrictId, h.Id });
        row.Property(h => h.Reason).HasMaxLength(800);
        row.HasIndex(h => new { h.DistrictId, h.CaseId });
        row.HasIndex(h => new { h.DistrictId, h.EndedAt });
    }
}

/// <summary>Puts a case under a hold and lets it go. 保全与解除</summary>
public sealed class KeepHolds(CaseDesk desk)
{
    /// <param name="CaseNo">As it stands on the case.</param>
    /// <param name="Reason">For what; no personal data.</param>
    public sealed record Command([property: Needed, Longest(40)] string CaseNo, [property: Needed, Longest(200)] string Reason);

    /// <param name="At">UTC.</param>
    public sealed record Row(Guid Id, Guid CaseId, string? CaseNo, string Reason, DateTime At);

    public static void Map(IEndpointRouteBuilder api)
    {
        var holds = api.MapGroup("/case-holds");
        holds.MapGet("", (KeepHolds feature, CancellationToken ct) => feature.Open(ct)).WithSummary("保全中的案件 · Cases under a hold");
        holds
            .MapPost(
                "",
                async (Command command, KeepHolds feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(new WrittenId(await feature.Hold(command, actor, ct)))
            )
            .WithSummary("保全 · Hold a case");
        holds
            .MapDelete(
                "/{id:guid}",
                async (Guid id, KeepHolds feature, Actor actor, CancellationToken ct) =>
                {
                    await feature.End(id, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .WithSummary("解除保全 · Let a case go");
    }

    /// <summary>Those that hold, the oldest first.</summary>
    public Task<List<Row>> Open(CancellationToken ct) =>
        desk
            .Db.Set<CaseHold>()
            .Where(h => h.EndedAt == null)
            .Join(desk.Db.Cases, h => h.CaseId, c => c.Id, (h, c) => new { Hold = h, c.CaseNo })
            .OrderBy(x => x.Hold.At)
            .Take(500)
            .Select(x => new Row(x.Hold.Id, x.Hold.CaseId, x.CaseNo, x.Hold.Reason, x.Hold.At))
            .ToListAsync(ct);

    /// <returns>The hold's id; of the one that holds already.</returns>
    /// <exception cref="InvalidInput">No case of that number.</exception>
    public async Task<Guid> Hold(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var no = command.CaseNo.Trim();
        var found = await desk.Db.Cases.Where(c => c.CaseNo == no).Select(c => (Guid?)c.Id).FirstOrDefaultAsync(ct);
        if (found is not { } caseId)
            throw new InvalidInput(nameof(Command.CaseNo), "data.case-unknown");
        if (
            await desk
                .Db.Set<CaseHold>()
                .Where(h => h.CaseId == caseId && h.EndedAt == null)
                .Select(h => (Guid?)h.Id)
                .FirstOrDefaultAsync(ct) is
            { } known
        )
            return known;
        var hold = new CaseHold
        {
            DistrictId = desk.Db.DistrictId,
            Id = Ids.New(desk.Now),
            CaseId = caseId,
            Reason = CaseDesk.Text(command.Reason)!,
            At = desk.Now,
            By = actor.AccountId,
        };
        desk.Db.Add(hold);
        desk.Db.Audit(actor, "data.held", caseId, hold.Reason, desk.Now);
        await desk.Db.Save(ct);
        return hold.Id;
    }

    /// <exception cref="NotFound">Not there, or ended already.</exception>
    public async Task End(Guid id, Actor actor, CancellationToken ct)
    {
        var hold =
            await desk.Db.Set<CaseHold>().FirstOrDefaultAsync(h => h.Id == id && h.EndedAt == null, ct) ?? throw new NotFound("hold");
        (hold.EndedAt, hold.EndedBy) = (desk.Now, actor.AccountId);
        desk.Db.Audit(actor, "data.let-go", hold.CaseId, hold.Reason, desk.Now);
        await desk.Db.Save(ct);
    }
}
