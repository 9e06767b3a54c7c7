using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Consents;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Ui.Shells;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Cases.Privacy;

/// <summary>Residents' rights over their data: what is kept, who looked, copy, correct, withdraw, erase. 个人信息权利</summary>
internal static class PrivacyFace
{
    public static IServiceCollection AddPrivacy(this IServiceCollection services)
    {
        services.AddScoped<IKeptData, ReportsKept>();
        services.AddScoped<IKeptData, NeighbourKept>();
        services.AddScoped<IKeptData, FollowsKept>();
        services.AddScoped<IConsentUse, FollowConsent>();
        services.AddScoped<IConsentUse, PhotosConsent>();
        services.AddScoped<PhotoConsents>();
        services.AddScoped<MyConsents>();
        services.AddScoped<ReadMyData>();
        services.AddScoped<AskAboutData>();
        services.AddScoped<AnswerDataRequest>();
        services.AddScoped<KeepHolds>();
        services.AddScoped<PersonHolds>();
        services.AddSingleton<PrivacyWords>();
        services.AddSingleton<ContactRetention>();
        services.AddLoop<ForgetContacts>();
        services.AddSingleton(
            new NavItem(44, "/data-requests", "个人信息请求", Permission.AnswerDataRequests) { Group = NavGroup.FollowUp }
        );
        return services;
    }

    public static void MapPrivacy(this IEndpointRouteBuilder routes, IEndpointRouteBuilder api)
    {
        ReadMyData.Map(routes, api);
        AskAboutData.Map(api);
        MyConsents.Map(api);
        var answering = api.MapGroup("").RequirePermission(Permission.AnswerDataRequests);
        AnswerDataRequest.Map(answering);
        KeepHolds.Map(answering);
        PersonHolds.Map(answering);
        PhotoConsents.Map(answering);
    }
}
