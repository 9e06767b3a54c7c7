using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Cases.Samples;

/// <summary>Every night, cases closed on the day before are drawn; a day that was missed is not made up by itself. 每日抽签</summary>
internal sealed class NightlyDraw(IServiceScopeFactory scopes, Districts districts, TimeProvider clock, ILogger<NightlyDraw> log)
    : Loop(clock, log)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMinutes(10);

    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        foreach (var district in districts.All)
            await One(district, ct);
        return Poll;
    }

    private async Task One(int district, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
        var desk = scope.ServiceProvider.GetRequiredService<CaseDesk>();
        var yesterday = desk.Calendar.LocalDay(Now).AddDays(-1);
        if (await db.Set<Draw>().AnyAsync(d => d.FromOn <= yesterday && d.ToOn >= yesterday, ct))
            return;
        var draws = scope.ServiceProvider.GetRequiredService<DrawSamples>();
        if (await draws.Make(yesterday, yesterday, null, null, Actor.System(district), ct) is null)
            return;
        try
        {
            await db.Save(ct);
        }
        catch (DuplicateKey)
        {
            return; // another node has drawn
        }
    }
}
