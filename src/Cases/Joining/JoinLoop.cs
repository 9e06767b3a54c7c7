using Gezhi.Platform;
using Gezhi.Platform.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Cases.Joining;

/// <summary>Goes on with what was decided for many cases, and looks every few seconds what comes in. 集中并单循环</summary>
internal sealed class JoinLoop(IServiceScopeFactory scopes, Districts districts, TimeProvider clock, ILogger<JoinLoop> log)
    : Loop(clock, log)
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        var more = false;
        foreach (var district in districts.All)
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
            more |= await scope.ServiceProvider.GetRequiredService<JoinRound>().Run(ct);
        }
        return more ? TimeSpan.Zero : Rest;
    }
}
