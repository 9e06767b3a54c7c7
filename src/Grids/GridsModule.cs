using Gezhi.Grids.Areas;
using Gezhi.Grids.Changing;
using Gezhi.Grids.Contract;
using Gezhi.Grids.Drawing;
using Gezhi.Grids.Editing;
using Gezhi.Grids.Importing;
using Gezhi.Grids.Locating;
using Gezhi.Grids.Norms;
using Gezhi.Grids.Pages;
using Gezhi.Grids.Places;
using Gezhi.Grids.Readiness;
using Gezhi.Grids.Staffing;
using Gezhi.Grids.Tiles;
using Gezhi.Grids.UnitGrids;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Desks;
using Gezhi.Platform.Time;
using Gezhi.Platform.Ui.Shells;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Grids;

/// <summary>Areas, boundaries, locating, base map. 网格模块</summary>
public static class GridsModule
{
    public static IServiceCollection AddGrids(this IServiceCollection services)
    {
        services.AddAuditWords(AuditActions.All);
        services.AddSingleton<GridMap>();
        services.AddSingleton(p => new AreaBook(p.GetRequiredService<GridMap>()));
        services.AddSingleton(p => new AreaExtent(p.GetRequiredService<BaseMap>()));
        services.AddSingleton(p => new PostTitles(p.GetRequiredService<GridMap>(), p.GetService<EnglishUnit>()));
        services.AddSingleton(p => new StandingAreas(p.GetRequiredService<WorkCalendar>(), p.GetRequiredService<TimeProvider>()));
        services.AddSingleton(p => new PlaceNames(p.GetRequiredService<BaseMap>(), p.GetRequiredService<GridMap>()));
        services.AddSingleton<BaseMap>();
        services.AddSingleton<MapPicture>();
        services.AddSingleton(p => new Contract.AreaPicture(p.GetRequiredService<MapPicture>()));
        services.AddSingleton<TileStore>();
        services.AddSingleton<Landmarks>();
        services.AddSingleton<AreaShelf>();
        services.AddScoped<GridLoader>();
        services.AddLoop<GridWatch>();
        services.AddScoped<ApplyPlan>();
        services.AddScoped<ReadPlan>();
        services.AddScoped<ReadScope>();
        services.AddScoped<ChangeBoundaries>();
        services.AddScoped<ImportBoundaries>();
        services.AddScoped<KeepUnitGrids>();
        services.AddScoped<CellLinks>();
        services.AddScoped<ReadNorms>();
        services.AddScoped<SaveGridSettings>();
        services.AddScoped<ReadChanges>();
        services.AddScoped<PlaceSearch>();
        services.AddScoped<PlaceAt>();
        services.AddScoped<ReadArea>();
        services.AddStaffing();
        services.AddScoped<IDeskList, DeskLists.EmptyPosts>();
        services.AddReadiness();
        services.AddSingleton(new NavItem(60, "/grids", "网格", Permission.SeeStaffing, Permission.ManageGrids) { Group = NavGroup.Grids });
        return services;
    }

    public static IEndpointRouteBuilder MapGrids(this IEndpointRouteBuilder routes)
    {
        PlaceSearch.Map(routes);
        PlaceAt.Map(routes);
        TileStore.Map(routes);
        PictureRoute.Map(routes);
        ChangeBoundaries.Map(routes);
        ReadScope.Map(routes);
        CellLinks.Map(routes);
        ReadNorms.Map(routes);
        routes.MapStaffing();
        routes.MapReadiness();
        return routes;
    }
}
