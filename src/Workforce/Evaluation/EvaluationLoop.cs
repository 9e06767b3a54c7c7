using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Workforce.Evaluation;

/// <summary>Reckons every month once its figures are frozen. 考核循环</summary>
public sealed class EvaluationLoop(IServiceScopeFactory scopes, Districts districts, TimeProvider clock, ILogger<EvaluationLoop> log)
    : Loop(clock, log)
{
    private static readonly TimeSpan Busy = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);

    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        var busy = false;
        foreach (var district in districts.All)
            busy |= await Step(district, ct);
        return busy ? Busy : Idle;
    }

    /// <summary>One month of a district. True when there was one.</summary>
    public async Task<bool> Step(int district, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
            return await scope.ServiceProvider.GetRequiredService<ReckonMonths>().Run(Now, ct);
        }
        catch (DuplicateKey)
        {
            return false; // another node took the same month
        }
    }
}
