using Gezhi.Mediation.Disputes;
using Gezhi.Platform.Actors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Mediation.Reading;

/// <summary>How much each mediator of one's committee has in hand; a mediator sees the own line. 调解员工作量</summary>
public sealed class ReadWorkload(DisputeDesk desk)
{
    private const int SoonDays = 7;

    /// <param name="Open">Not ended.</param>
    /// <param name="Soon">Days end within a week.</param>
    /// <param name="Late">Days are over.</param>
    /// <param name="Agreed">Agreements in the last 365 days.</param>
    /// <param name="Failed">Ended without one in the last 365 days.</param>
    /// <param name="MostOpen">Above it the line carries a warning.</param>
    public sealed record Line(
        string Committee,
        Guid AccountId,
        string Name,
        bool IsHead,
        int Open,
        int Soon,
        int Late,
        int Agreed,
        int Failed,
        int MostOpen,
        int Beside
    );

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/workload", (ReadWorkload feature, Actor actor, CancellationToken ct) => feature.Run(actor, ct))
            .WithSummary("调解员工作量 · Open, due and settled disputes by mediator of one's own committee");

    public async Task<IReadOnlyList<Line>> Run(Actor actor, CancellationToken ct)
    {
        var (headed, all) = await desk.CommitteesOf(actor, ct);
        var lines = new List<Line>();
        var (today, since) = (desk.Today, desk.Now.AddDays(-365));
        foreach (var code in all.Order(StringComparer.Ordinal))
        {
            var office = await desk.InOffice(code, ct);
            var names = await desk.Names(office.Select(m => m.AccountId), ct);
            var rows = await desk
                .Db.Set<Dispute>()
                .AsNoTracking()
                .Where(d =>
                    d.CommitteeCode == code && d.MediatorId != null && (d.EndedAt == null || d.EndedAt >= since || d.AgreedAt >= since)
                )
                .Select(d => new
                {
                    d.MediatorId,
                    d.State,
                    d.DueOn,
                    d.EndedAt,
                    d.AgreedAt,
                    d.Ending,
                })
                .ToListAsync(ct);
            var beside = await desk
                .Db.Set<CoMediator>()
                .Where(m =>
                    m.EndedAt == null
                    && desk.Db.Set<Dispute>().Any(d => d.Id == m.DisputeId && d.CommitteeCode == code && d.EndedAt == null)
                )
                .Select(m => m.AccountId)
                .ToListAsync(ct);
            var name = await desk.CommitteeName(code, ct);
            foreach (var mediator in office.Where(m => headed.Contains(code) || m.AccountId == actor.AccountId))
            {
                var mine = rows.FindAll(r => r.MediatorId == mediator.AccountId);
                var running = mine.FindAll(r => r.State is DisputeState.Accepted or DisputeState.Mediating);
                lines.Add(
                    new Line(
                        name,
                        mediator.AccountId,
                        names.GetValueOrDefault(mediator.AccountId, ""),
                        mediator.IsHead,
                        mine.Count(r => r.EndedAt is null),
                        running.Count(r => r.DueOn >= today && r.DueOn <= today.AddDays(SoonDays)),
                        running.Count(r => r.DueOn < today),
                        mine.Count(r => r.AgreedAt >= since),
                        mine.Count(r =>
                            r.AgreedAt is null && r.EndedAt >= since && r.Ending is DisputeEnding.Failed or DisputeEnding.PartyRefuses
                        ),
                        mediator.MostOpen,
                        beside.Count(a => a == mediator.AccountId)
                    )
                );
            }
        }
        return [.. lines.OrderByDescending(l => l.Open).ThenBy(l => l.Name, StringComparer.Ordinal)];
    }
}
