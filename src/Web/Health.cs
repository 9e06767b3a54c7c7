using Gezhi.Platform.Outbox;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Gezhi.Web;

/// <summary><c>GET /health</c>: whether the server works, and how many deliveries wait for a person. 健康检查</summary>
internal static class Health
{
    public static void AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<LettersCheck>();
        services.AddHealthChecks().AddCheck<LettersCheck>("letters");
    }

    public static void MapHealth(this IEndpointRouteBuilder routes) =>
        routes.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = Write }).AllowAnonymous();

    private static Task Write(HttpContext http, HealthReport report) =>
        http.Response.WriteAsJsonAsync(
            new
            {
                status = report.Status.ToString(),
                deadLetters = report
                    .Entries.SelectMany(e => e.Value.Data)
                    .Where(d => d.Key == LettersCheck.DeadLetters)
                    .Select(d => d.Value)
                    .FirstOrDefault(),
            },
            http.RequestAborted
        );
}
