using Gezhi.Grids.Charter;
using Gezhi.Grids.Contract;
using Gezhi.Grids.Party;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Time;
using Gezhi.Platform.Ui.Shells;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Grids.Staffing;

/// <summary>Staffing, party chain, charter and coordination schemes: what the module registers for them. 人员与党建</summary>
internal static class StaffingFace
{
    public static void AddStaffing(this IServiceCollection services)
    {
        services.AddScoped<StaffAreas>();
        services.AddScoped<ReadStaffing>();
        services.AddScoped<KeepSeat>();
        services.AddScoped<OpenSeatPhone>();
        services.AddScoped<SaveNorm>();
        services.AddSingleton<Dwelling>();
        services.AddSingleton(
            new Platform.Protection.IndexText(
                typeof(ContactHousehold),
                nameof(ContactHousehold.DwellingSealed),
                nameof(ContactHousehold.AreaCode),
                Dwelling.IndexText
            )
        );
        services.AddScoped<ReadParty>();
        services.AddScoped<KeepPartyOrg>();
        services.AddScoped<KeepContact>();
        services.AddScoped<Platform.Consents.IConsentUse, ContactConsent>();
        services.AddScoped<RefuseContact>();
        services.AddScoped<ImportParty>();
        services.AddScoped<ReadCharter>();
        services.AddScoped<SaveCharter>();
        services.AddScoped<SaveScheme>();
        services.AddScoped(p => new CoordinationSchemes(
            p.GetRequiredService<GezhiDb>(),
            p.GetRequiredService<WorkCalendar>(),
            p.GetRequiredService<TimeProvider>()
        ));
        services.AddScoped<OfficeLines>();
        services.AddScoped(p => new StaffBook(
            p.GetRequiredService<GezhiDb>(),
            p.GetRequiredService<Dwelling>(),
            p.GetRequiredService<Platform.Protection.FieldCipher>()
        ));
        services.AddScoped<ReadGridTies>(SeatTies);
        services.AddSingleton(new NavItem(61, "/staffing", "人员配置", Permission.SeeStaffing) { Group = NavGroup.Grids });
    }

    public static void MapStaffing(this IEndpointRouteBuilder routes)
    {
        KeepSeat.Map(routes);
        OpenSeatPhone.Map(routes);
        SaveNorm.Map(routes);
        StaffingCsv.Map(routes);
        KeepPartyOrg.Map(routes);
        KeepContact.Map(routes);
        SaveCharter.Map(routes);
        SaveScheme.Map(routes);
    }

    /// <summary>Seats at grids that are about to change, by their public titles: somebody has to move them, as posts.</summary>
    private static ReadGridTies SeatTies(IServiceProvider provider) =>
        async (areaCodes, ct) =>
        {
            var db = provider.GetRequiredService<GezhiDb>();
            var today = provider.GetRequiredService<StaffAreas>().Today;
            var ties = new List<GridTie>();
            foreach (var code in areaCodes.Select(c => c[..Math.Min(15, c.Length)]).Distinct())
                ties.AddRange(
                    (await db.SeatsBelow(code, today).ToListAsync(ct))
                        .Where(s => areaCodes.Contains(s.AreaCode))
                        .Select(s => new GridTie(s.AreaCode, TieKind.Post, 1, s.Title))
                );
            return ties;
        };
}
