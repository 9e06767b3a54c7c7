using Gezhi.Identity.Contract;
using Gezhi.Platform.Data;
using Gezhi.Platform.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Cases.Gaps;

/// <summary>Whoever takes over the post of a decider has to decide what waits for the one who leaves. 裁决交接</summary>
public sealed class GapHandedOver(IServiceScopeFactory scopes) : IEventHandler
{
    public string Name => "cases.gap-handed-over";

    public bool Wants(EventRow happened) => happened.Kind == DutyHandedOver.Kind;

    /// <remarks>Saves by itself; a repeated delivery finds the successor named and does nothing.</remarks>
    public async Task Handle(EventRow happened, GezhiDb db, DateTime now, CancellationToken ct)
    {
        var moved = DutyHandedOver.Of(happened)!;
        await using var scope = scopes.CreateAsyncScope();
        var own = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(happened.DistrictId);
        var gap = await own.Set<Gap>().FirstOrDefaultAsync(g => g.Id == happened.SubjectId, ct);
        if (gap is not { IsOpen: true } || gap.DeciderId != moved.FromAccountId)
            return;
        var register = scope.ServiceProvider.GetRequiredService<GapRegister>();
        gap.Assign(null, moved.ToAccountId, gap.DeciderTitle, gap.DeciderArea, gap.DueAt);
        register.TellDecider(gap, await register.First(gap, ct), now);
        await own.Save(ct);
    }
}
