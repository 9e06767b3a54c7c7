using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Consents;
using Gezhi.Platform.Desks;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Ui.Shells;
using Gezhi.Registry.Addresses;
using Gezhi.Registry.Consenting;
using Gezhi.Registry.Contract;
using Gezhi.Registry.Exporting;
using Gezhi.Registry.Homes;
using Gezhi.Registry.Importing;
using Gezhi.Registry.Keeping;
using Gezhi.Registry.Pages;
using Gezhi.Registry.Reading;
using Gezhi.Registry.Revealing;
using Gezhi.Registry.Searching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Registry;

/// <summary>People, households, dwellings, buildings, places, organisations. 六要素台账模块</summary>
public static class RegistryModule
{
    public static IServiceCollection AddRegistry(this IServiceCollection services)
    {
        services.AddAuditWords(AuditActions.All);
        services.AddSingleton<EntryWords>();
        services.AddSingleton<PersonSeal>();
        services.AddSingleton<RegistryWords>();
        services.AddScoped<Ledger>();
        services.AddScoped<IDeskList, DeskLists.ComponentsUnowned>();
        services.AddScoped<IDeskList, DeskLists.PlacesUnowned>();
        services.AddScoped<IDeskList, DeskLists.DwellingsUnowned>();
        services.AddHomes();
        services.AddScoped<SearchRegistry>();
        services.AddScoped<ReadFreshness>();
        services.AddScoped<ReadRecord>();
        services.AddScoped<RevealField>();
        services.AddScoped<SaveBuilding>();
        services.AddScoped<SaveDwelling>();
        services.AddScoped<SaveHousehold>();
        services.AddScoped<SavePerson>();
        services.AddScoped<SaveOrganisation>();
        services.AddScoped<SavePlace>();
        services.AddScoped<SaveComponent>();
        services.AddScoped<FindAddress>();
        services.AddSingleton<CheckRule>();
        services.AddScoped<CheckBound>();
        services.AddScoped<KeepImports>();
        services.AddScoped<UndoImport>();
        services.AddScoped<ReturnedImport>();
        services.AddLoop<ImportLoop>();
        services.AddLoop<ForgetPeople>();
        services.AddScoped<KeepExports>();
        services.AddScoped<FetchExport>();
        services.AddScoped<Sampling.KeepSamples>();
        services.AddScoped<Licensing.KeepLicences>();
        services.AddScoped<Market.ReadMarket>();
        services.AddScoped<Mapping.ReadMap>();
        services.AddScoped<MovePerson>();
        services.AddScoped<ConfirmRecord>();
        services.AddScoped<EndRecord>();
        services.AddScoped<RecordPost>();
        services.AddScoped<RegistryBook>();
        services.AddScoped<InspectedBook>();
        services.AddScoped<RegistryFill>();
        services.AddScoped<HouseholdDesk>();
        services.AddScoped<ServiceBook>();
        services.AddScoped<IKeptData, PersonKept>();
        services.AddScoped<IHoldable, PersonKept>();
        services.AddScoped<IConsentUse, NumbersConsent>();
        services.AddScoped<IConsentUse, ChildConsent>();
        services.AddScoped<KeepConsents>();
        services.AddSingleton<IKeyTurnFollower, TurnedPeople>();
        services.AddSingleton<IKeyTurnFollower, TurnedOrganisations>();
        services.AddSingleton(new NavItem(58, "/registry", "六要素", Permission.SeeRegistry));
        return services;
    }

    public static IEndpointRouteBuilder MapRegistry(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/registry").WithTags("Registry 台账").RequirePermission(Permission.SeeRegistry);
        SearchRegistry.Map(api);
        ReadFreshness.Map(api);
        ReadRecord.Map(api);
        FindAddress.Map(api);
        Sampling.KeepSamples.Map(api);
        Market.ReadMarket.Map(api);
        Mapping.ReadMap.Map(api);
        var keep = api.MapGroup("").RequirePermission(Permission.KeepRegistry);
        SaveBuilding.Map(keep);
        SaveDwelling.Map(keep);
        SaveHousehold.Map(keep);
        SavePerson.Map(keep);
        SaveOrganisation.Map(keep);
        SavePlace.Map(keep);
        SaveComponent.Map(keep);
        KeepImports.Map(keep);
        ReturnedImport.Map(keep);
        KeepExports.Map(keep);
        FetchExport.Map(keep);
        Licensing.KeepLicences.Map(keep);
        MovePerson.Map(keep);
        ConfirmRecord.Map(keep);
        EndRecord.Map(keep);
        RevealField.Map(keep);
        KeepConsents.Map(keep);
        KeepHomes.Map(keep);
        return routes;
    }
}
