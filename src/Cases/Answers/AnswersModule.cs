using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Ui.Shells;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Cases.Answers;

/// <summary>Prepared answers, legal channels, house words. 答复</summary>
internal static class AnswersModule
{
    public static void AddAnswers(this IServiceCollection services)
    {
        services.AddSingleton<AnswerShelf>();
        services.AddScoped<AnswerDesk>();
        services.AddScoped<AnswerForms>();
        services.AddScoped<KeepAnswers>();
        services.AddLoop<FirstAnswers>();
        services.AddSingleton(new NavItem(64, "/answers", "答复", Permission.KeepAnswers) { Group = NavGroup.Rules });
    }
}
