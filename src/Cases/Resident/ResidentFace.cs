using Gezhi.Platform;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Cases.Resident;

/// <summary>The residents' pages: report, receipt, my reports, help. 居民端</summary>
internal static class ResidentFace
{
    public static void AddResident(this IServiceCollection services)
    {
        services.AddSingleton<Drafts>();
        services.AddLoop<DraftSweep>();
        services.AddSingleton<ReportGate>();
        services.AddSingleton<Moments>();
        services.AddSingleton<Promises>();
        services.AddScoped<PlaceWords>();
        services.AddScoped<ReadReceipt>();
        services.AddScoped<ReadMyReports>();
    }

    public static void MapResident(IEndpointRouteBuilder routes, IEndpointRouteBuilder api)
    {
        ReadReceipt.Map(api);
        ReceiptPhotos.Map(routes);
        DraftPhotos.Map(routes);
    }
}
