using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Gezhi.Platform.Texts;

/// <summary>Registers the texts of the modules and the choice of language. 语言</summary>
public static class TextServices
{
    /// <summary>The languages of the interface; the first is the default.</summary>
    public static readonly IReadOnlyList<string> Cultures = ["zh-CN", "en"];

    /// <summary>Adds the English texts of one module's assembly; each module calls it for itself.</summary>
    public static IServiceCollection AddGezhiTexts(this IServiceCollection services, Assembly assembly)
    {
        services.AddSingleton(new TextAssembly(assembly));
        if (services.Any(service => service.ServiceType == typeof(JsonTexts))) return services;

        services.AddSingleton(provider => new JsonTexts(provider.GetServices<TextAssembly>().Select(text => text.Assembly)));
        services.AddSingleton<IStringLocalizer>(provider => provider.GetRequiredService<JsonTexts>());
        return services.Configure<RequestLocalizationOptions>(options =>
        {
            options.DefaultRequestCulture = new RequestCulture(Cultures[0]);
            options.SupportedCultures = options.SupportedUICultures = [.. Cultures.Select(CultureInfo.GetCultureInfo)];
            options.RequestCultureProviders = [new CookieRequestCultureProvider(), new AcceptLanguageHeaderRequestCultureProvider()];
        });
    }

    private sealed record TextAssembly(Assembly Assembly);
}
