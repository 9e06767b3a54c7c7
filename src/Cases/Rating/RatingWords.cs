using Microsoft.Extensions.Localization;

namespace Gezhi.Cases.Rating;

/// <summary>Grades in words. 满意度用语</summary>
internal static class RatingWords
{
    /// <param name="satisfaction">1–5.</param>
    public static string Face(IStringLocalizer T, int satisfaction) => Resident.RatingForm.FaceWords(T)[Math.Clamp(satisfaction, 1, 5) - 1];
}
