using Gezhi.Platform.Files;
using Gezhi.Platform.Outbox;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Gezhi.Web;

/// <summary><c>GET /health</c>: whether the server works, how many deliveries wait for a person, and how many files for the virus scanner. 健康检查</summary>
internal static class Health
{
    public static void AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<LettersCheck>();
        services.AddSingleton<QuarantineCheck>();
        services.AddHealthChecks().AddCheck<LettersCheck>("letters").AddCheck<QuarantineCheck>("quarantine");
    }

    public static void MapHealth(this IEndpointRouteBuilder routes) =>
        routes.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = Write }).AllowAnonymous();

    private static Task Write(HttpContext http, HealthReport report) =>
        http.Response.WriteAsJsonAsync(
            new
            {
                status = report.Status.ToString(),
                deadLetters = Number(report, LettersCheck.DeadLetters),
                filesInQuarantine = Number(report, QuarantineCheck.Files),
            },
            http.RequestAborted
        );

    private static object? Number(HealthReport report, string name) =>
        report.Entries.SelectMany(e => e.Value.Data).Where(d => d.Key == name).Select(d => d.Value).FirstOrDefault();
}
