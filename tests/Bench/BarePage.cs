using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Gezhi.Tests.Bench;

/// <summary>The least that ASP.NET answers on this machine at this moment: a page and a JSON record, without sign-in and database.</summary>
internal sealed class BarePage : IAsyncDisposable
{
    private readonly WebApplication _app;

    private BarePage(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public static async Task<BarePage> Start()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/page", () => Microsoft.AspNetCore.Http.Results.Content(Page, "text/html; charset=utf-8"));
        app.MapGet("/json", () => new { No = 1, Text = "一件案件" });
        await app.StartAsync();
        return new BarePage(app);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static string Page { get; } =
        string.Create(CultureInfo.InvariantCulture, $"<!doctype html><title>格治</title><p>{new string('一', 500)}</p>");
}
