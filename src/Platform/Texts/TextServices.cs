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

    /// <summary>Registers the English texts of all modules and the choice of language: cookie, then Accept-Language.</summary>
    public static IServiceCollection AddGezhiTexts(this IServiceCollection services, IEnumerable<Assembly> modules)
    {
        var texts = new JsonTexts([typeof(TextServices).Assembly, .. modules]);
        services.AddSingleton(texts).AddSingleton<IStringLocalizer>(texts);
        return services.Configure<RequestLocalizationOptions>(options =>
        {
            options.DefaultRequestCulture = new RequestCulture(Cultures[0]);
            options.SupportedCultures = options.SupportedUICultures = [.. Cultures.Select(CultureInfo.GetCultureInfo)];
            options.RequestCultureProviders = [new CookieRequestCultureProvider(), new AcceptLanguageHeaderRequestCultureProvider()];
        });
    }
}
