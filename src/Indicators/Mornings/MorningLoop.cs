using Gezhi.Cases.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Indicators.Mornings;

/// <summary>Every morning the places are drawn, and those of a month ago scored. A morning that was missed is not made up: nobody could have gone. 每早抽取</summary>
internal sealed class MorningLoop(
    IServiceScopeFactory scopes,
    Districts districts,
    IConfiguration configuration,
    TimeProvider clock,
    ILogger<MorningLoop> log
) : Loop(clock, log)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMinutes(10);
    private readonly int hour = configuration.GetValue("Indicators:MorningHour", 5);

    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        foreach (var district in districts.All)
            await One(district, ct);
        return Poll;
    }

    private async Task One(int district, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
        if (scope.ServiceProvider.GetRequiredService<CaseHistories>().Calendar.Local(Now).Hour < hour)
            return;
        var mornings = scope.ServiceProvider.GetRequiredService<DrawMornings>();
        await mornings.Draw(ct);
        await mornings.Score(ct);
    }
}
