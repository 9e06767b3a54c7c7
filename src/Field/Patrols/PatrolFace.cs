using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Fieldwork;
using Gezhi.Platform.Ui.Shells;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Field.Patrols;

/// <summary>Plans, duty, ways and coverage of patrols. 巡查</summary>
public static class PatrolFace
{
    internal static IServiceCollection AddPatrols(this IServiceCollection services)
    {
        services.AddScoped<PatrolScope>();
        services.AddScoped<KeepPatrolPlan>();
        services.AddScoped<KeepKeyPlace>();
        services.AddScoped<GoOnDuty>();
        services.AddScoped<NoteVisit>();
        services.AddScoped<TakeTrack>();
        services.AddScoped<ReadPatrols>();
        services.AddScoped<ReadTracks>();
        services.AddScoped<FindDutySigns>();
        services.AddScoped<Cases.Contract.ReadDutySigns>(p => p.GetRequiredService<FindDutySigns>().Run);
        services.AddScoped<Cases.Contract.ReadGroundLooks>(p => p.GetRequiredService<NoteVisit>().Looks);
        services.AddScoped<Cases.Contract.NoteGroundLook>(p => p.GetRequiredService<NoteVisit>().Look);
        services.AddScoped<VisitPhotos>();
        services.AddScoped(p => new Contract.PatrolFill(
            p.GetRequiredService<Platform.Data.GezhiDb>(),
            p.GetRequiredService<Platform.Protection.FieldCipher>(),
            p.GetRequiredService<Platform.Time.WorkCalendar>()
        ));
        services.AddSingleton<PatrolWords>();
        services.AddScoped<IEntryHandler, PatrolEntries>();
        services.AddScoped<ISyncItems, PatrolItems>();
        services.AddLoop<TidyPatrols>();
        return services.AddSingleton(new NavItem(66, "/patrols", "巡查", Permission.Supervise) { Group = NavGroup.Grids });
    }

    internal static void MapPatrols(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/patrols").WithTags("Patrols 巡查");
        var lead = api.MapGroup("").RequirePermission(Permission.Supervise);
        KeepPatrolPlan.Map(lead);
        KeepKeyPlace.Map(lead);
        ReadPatrols.Map(lead);
        var worker = api.MapGroup("").RequirePermission(Permission.SolveOnSpot);
        GoOnDuty.Map(worker);
        NoteVisit.Map(worker);
        VisitPhotos.Map(routes.MapGroup("").RequireStaff());
    }
}
