using Gezhi.Platform;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Cases.Partners;

/// <summary>Deletes the phones of partners a day after their link ended without an answer. 清理协同方电话</summary>
internal sealed class ForgetPhones(IServiceScopeFactory scopes, Districts districts, TimeProvider clock, ILogger<ForgetPhones> log)
    : Loop(clock, log)
{
    private const int Most = 1_000;

    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        foreach (var district in districts.All)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
            var until = Now.AddDays(-1);
            var over = await db.Set<PartnerCall>()
                .Where(c => c.PhoneSealed != null && c.ExpiresAt < until)
                .OrderBy(c => c.ExpiresAt)
                .Take(Most)
                .ToListAsync(ct);
            foreach (var call in over)
                call.PhoneSealed = null;
            if (over.Count > 0)
                await db.Save(ct);
        }
        return TimeSpan.FromHours(1);
    }
}
