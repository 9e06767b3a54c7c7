using Gezhi.Open311.Wire;
using Gezhi.Platform;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Gezhi.Open311.Discovery;

/// <summary>Where the interface is and what it speaks. 服务发现</summary>
internal sealed class ShowDiscovery(IConfiguration configuration, IHostEnvironment host, Districts districts)
{
    private const string Specification = "http://wiki.open311.org/GeoReport_v2";

    /// <summary>When what is told here last changed.</summary>
    private const string Changeset = "2026-01-01T00:00:00Z";

    public Task<Answer> Run(Ask ask, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var discovery = new Fields
        {
            { "changeset", Changeset },
            { "contact", configuration["Open311:Contact"] ?? "12345" },
            {
                "key_service",
                configuration["Open311:KeyService"]
                    ?? "Ask the system administrator of the centre: /admin/sources. 请向指挥中心的系统管理员申请。"
            },
            {
                "endpoints",
                new Listing("endpoint", [Endpoint(ask.Base.AbsoluteUri), .. districts.All.Select(d => Endpoint($"{ask.Base}{d}/"))])
            },
        };
        return Task.FromResult(new Answer(200, new Body("discovery", discovery), IsBareType: true));
    }

    /// <summary>The interface first, then each district by itself, for clients that send no jurisdiction_id.</summary>
    private Fields Endpoint(string url) =>
        new()
        {
            { "specification", Specification },
            { "url", url },
            { "changeset", Changeset },
            { "type", host.IsProduction() ? "production" : "test" },
            { "formats", new Listing("format", ["text/xml", "application/json"]) },
        };
}
